// Draws what each way to a candidate costs and gains: pairs, padan links it has, and those that only it has; summed
// over the sources, in lengths by powers of ten.
#pragma once

#include <string>

#include "engine/run_summary.h"
#include "io/report/language.h"

namespace io::report {

// `after`: what stands below the chart, its table. Empty where no source was linked.
std::string pass_chart(const engine::RunSummary& summary, Language language, const std::string& after);

}  // namespace io::report
