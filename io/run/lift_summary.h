// Counts what the ranking mode did, for summary.json and the report.
//
// missing: nothing in the mode "national", and before the ranks are there.
#pragma once

#include <optional>

#include "io/run/run_state.h"

namespace io {

std::optional<engine::LiftSummary> summarize_lift(const RunState& run);

}  // namespace io
