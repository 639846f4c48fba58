// Stops a run whose input has too many rejected rows, and says which rows.
//
// The earlier outputs stay as they are; the rejects found so far are written to rejects.failed.csv beside
// them, and the message names the first three with their place.
#pragma once

#include <string>
#include <vector>

#include "engine/store/reject.h"
#include "io/ingest/ingest.h"
#include "io/run/run_state.h"

namespace io {

inline constexpr char kFailedRejectsName[] = "rejects.failed.csv";

// errors: engine::Error (kInput) where a file has more than [limits] max_rejects rejected rows.
void check_rejects(const RunState& run, const std::string& source, const SourceTotals& totals,
                   const std::vector<engine::Reject>& rejects);

}  // namespace io
