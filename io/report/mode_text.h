// Says in sentences how families came into one list where it is not the plain national one (engine/desil/MODES.md).
//
// missing: empty in the mode "national".
#pragma once

#include <string>

#include "engine/run_summary.h"
#include "io/report/phrase.h"

namespace io::report {

std::string mode_paragraphs(const engine::RunSummary& summary);

// The mode's name.
Both mode_name(const std::string& mode);

}  // namespace io::report
