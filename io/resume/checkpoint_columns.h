// Writes and reads the state after a stage as the columns of one snapshot; LAYOUT.md lists them.
//
// errors: engine::Error (kDamaged) with section and row; nlohmann::json::exception for the counts in JSON.
#pragma once

#include <nlohmann/json.hpp>

#include "io/registry_snapshot/column_source.h"
#include "io/run/run_state.h"
#include "io/snapshot/snapshot_writer.h"

namespace io {

// Each returns, and takes, what goes into the JSON beside the columns.
nlohmann::json write_ingest_columns(SnapshotWriter& writer, const RunState& run);
void read_ingest_columns(const ColumnSource& source, const nlohmann::json& document, RunState& run);

nlohmann::json write_link_columns(SnapshotWriter& writer, const RunState& run);
// On a state that holds the columns of ingest.
void read_link_columns(const ColumnSource& source, const nlohmann::json& document, RunState& run);

}  // namespace io
