// Writes registry.desil from the state of a run that has reached the report.
#pragma once

#include "engine/run_summary.h"
#include "io/run/run_state.h"

namespace io {

// Opens it among `run.snapshots`, to be finished with the other outputs. errors, cost:
// io/registry_snapshot/registry_snapshot.h.
void write_run_snapshot(RunState& run);

}  // namespace io
