// Writes the part `truth` of summary.json: how right links and duplicates are where the truth is known.
//
// Shares (precision, recall, F1) have 6 decimals, rounded half up, and are null where nothing is counted.
#pragma once

#include "engine/run_summary.h"
#include "io/export/json_text.h"

namespace io {

// Only where summary.truth is there.
void write_truth(JsonText& json, const engine::RunSummary& summary);

}  // namespace io
