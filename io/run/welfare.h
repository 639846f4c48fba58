// Takes indices of poverty and inequality from the scores of the ranked families: expenditure as predicted, by persons.
//
// threads: parallel; counted in integers, so that any number gives the same bytes. cost: one pass over the families.
#pragma once

#include "engine/run_summary.h"
#include "io/run/run_state.h"

namespace io {

// Fills `predicted` of the nation and of the provinces, which are there already.
void summarize_welfare(const RunState& run, engine::RunSummary& summary);

}  // namespace io
