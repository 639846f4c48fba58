// Writes summary.json: what a run found, as one JSON document for scripts.
//
// order: keys have one fixed order, lists have the order of engine::RunSummary; two spaces a level, LF,
// UTF-8. Bytes of a name that are not UTF-8 become U+FFFD.
// units: scores are numbers in ln rupiah with 8 decimals (score_text.h); `cuts` of a place where nobody
// is ranked is an empty list; seconds are wall time.
// volatile: `seconds`, `bytes`, `peak_bytes` (all in `stages`) and `threads`. Everything else is a
// function of the input rows, so it holds neither paths nor rows per file, only totals per source.
// disclosure: the counts are exact, as in families.csv beside it; report.html is the page with small
// cells withheld.
#pragma once

#include <string>

#include "engine/run_summary.h"

namespace io {

std::string summary_json(const engine::RunSummary& summary);

}  // namespace io
