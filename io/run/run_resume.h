// Tells whether an output folder already holds the finished run that is asked for (--resume).
//
// A finished run with the same configuration, inputs, rules and stage is not done again; an interrupted one goes
// on from its checkpoints (io/resume/run_checkpoints.h).
#pragma once

#include <string>

#include "io/config/run_config.h"
#include "io/export/manifest.h"
#include "io/snapshot/snapshot_keys.h"

namespace io {

// True where OUT has an intact manifest of this program version for the same configuration, for the same
// bytes of every input and rule file, that went at least as far as `to`, and a snapshot that is plain or encrypted
// as `plaintext` asks; where a truth is asked for, one that was held against the same.
// cost: one read of the inputs and outputs (SHA-256).
bool run_is_complete(const RunConfig& config, const std::string& out, RunStage to, const SnapshotKeys& keys);

// True where the inputs and rule files are still those of the manifest in OUT; names the first that is
// not in `changed`. A snapshot is known by the SHA-256 of its plain columns, as its directory tells it; its pages
// are verified when they are read.
bool inputs_unchanged(const RunConfig& config, const Manifest& manifest, const SnapshotKeys& keys,
                      std::string& changed);

}  // namespace io
