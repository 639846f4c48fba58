// Turns a [[source]] or [[flag]] of the run file into what ingest reads.
#pragma once

#include "io/config/run_config.h"
#include "io/ingest/source_spec.h"

namespace io {

SourceSpec source_spec(const SourceConfig& source);
FlagSpec flag_spec(const FlagConfig& flag);

// Rank of every source: precedence, then the newer date, then the order of the run file; 0 is best.
// The registry has no indicators and takes the last ranks.
std::vector<std::uint8_t> source_ranks(const RunConfig& config);

}  // namespace io
