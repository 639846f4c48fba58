// Draws precision and recall of a source by the probability from which rows are linked.
#pragma once

#include <string>

#include "engine/truth_summary.h"
#include "io/report/language.h"

namespace io::report {

// `id`: of the figure whose caption names the drawing.
std::string truth_curve(const std::string& id, const engine::LinkTruth& truth, Language language);

}  // namespace io::report
