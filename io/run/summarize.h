// Turns the state of a run into the plain numbers of summary.json and report.html.
//
// Sums are exact integers; means and spreads are taken from them at the end, so they are the same for
// any thread count.
#pragma once

#include "engine/run_summary.h"
#include "io/run/run_state.h"

namespace io {

// `done`: the last stage that ran; later parts of the summary stay empty.
engine::RunSummary summarize(const RunState& run, RunStage done);

}  // namespace io
