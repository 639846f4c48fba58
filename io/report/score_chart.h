// Draws how the scores of the ranked families are spread, with the nine cuts, and its table.
//
// The tails are merged until at least kSmallestAveraged families stand behind the first and the last
// bar, so that the chart does not show the single poorest or richest family; inner bars below
// kSmallestShown are written "<10" in the table.
#pragma once

#include <string>

#include "engine/run_summary.h"
#include "io/report/language.h"

namespace io::report {

std::string score_chart(const engine::RunSummary& summary, Language language);

}  // namespace io::report
