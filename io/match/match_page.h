// Writes the report of `desil match`: one page that works offline, without scripts.
//
// What was found, how the weights lie, what each blocking pass cost and what only it found, the model's levels, what
// could not be read, and some pairs taken apart. Every cell of the files that is shown is escaped. At most some 200 KB.
#pragma once

#include <string>

#include "io/match/match_csv.h"
#include "io/match/match_files.h"

namespace io {

std::string match_page(const MatchFilesReport& report, const RowLabels& labels, Language language);

}  // namespace io
