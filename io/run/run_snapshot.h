// Writes registry.desil from the state of a run that has reached the report.
#pragma once

#include "engine/run_summary.h"
#include "io/run/run_state.h"
#include "io/snapshot/snapshot_writer.h"

namespace io {

// Opens it among the outputs of the run and leaves it in `run.snapshot`, to be finished with the others. Without a key
// it is written plain. errors, cost: io/registry_snapshot/registry_snapshot.h.
void write_run_snapshot(RunState& run, const std::optional<SecretKey>& key);

}  // namespace io
