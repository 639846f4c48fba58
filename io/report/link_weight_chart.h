// Draws, for each source, how many rows have which match weight, one strip for each match state, with its table.
//
// Bars are two bits wide; each strip has its own scale. A bar of fewer than kSmallestShown rows is one pixel high and
// "<10" in the table. Empty where no source was linked.
#pragma once

#include <string>

#include "engine/run_summary.h"
#include "io/report/language.h"

namespace io::report {

std::string link_weight_charts(const engine::RunSummary& summary, Language language);

}  // namespace io::report
