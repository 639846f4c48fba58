// Runs the whole re-ranking: ingest, link, assemble, score, rank, programmes, report.
#pragma once

#include "tools/run_options.h"

namespace tools {

// Threads, SIMD level and memory limit are already in force.
// errors: engine::Error with the exit code. Returns the exit code of a run that ended by itself.
int run_command(const RunOptions& options);

}  // namespace tools
