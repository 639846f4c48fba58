// Says in a few lines how right the links of a run are; in English or Bahasa Indonesia.
#pragma once

#include <string>

#include "engine/run_summary.h"

namespace tools {

// Only where summary.truth is there.
std::string truth_text(const engine::RunSummary& summary, bool indonesian);

}  // namespace tools
