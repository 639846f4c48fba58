// Builds the table of the model's features: how many ranked families have no value of each, and how many a merged code.
// Empty where the run has scored nobody. Counts below kSmallestShown are withheld.
#pragma once

#include <string>

#include "engine/run_summary.h"
#include "io/report/language.h"

namespace io::report {

std::string indicator_table(const engine::RunSummary& summary, Language language);

}  // namespace io::report
