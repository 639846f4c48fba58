// Writes registry.desil from the state of a run that has reached the report.
#pragma once

#include "engine/run_summary.h"
#include "io/run/run_state.h"
#include "io/snapshot/snapshot_writer.h"

namespace io {

// errors, cost: io/registry_snapshot/registry_snapshot.h.
void write_run_snapshot(const RunState& run, SnapshotWriter& writer);

}  // namespace io
