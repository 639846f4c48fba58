// Reads link_model.json (io/export/link_model_json.h) strictly: a trained linkage that a run is to use or learn on
// from.
//
// Refused (exit 4) with file, key, what was seen and wanted, and the cure: another format, unknown, missing or double
// keys, levels, sources; a probability that is not above 0 and at most 1; levels that do not sum to 1; a level with a
// missing field that is not the sum of its levels; a weight that does not follow from m and u (it may be left out).
// size: at most kJsonLimit. threads: safe.
#pragma once

#include <string>
#include <vector>

#include "io/export/link_model_json.h"

namespace io {

std::vector<SourceLinkModel> read_link_model(const std::string& path);

}  // namespace io
