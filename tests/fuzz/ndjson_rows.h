// The oracle of NDJSON: what ingest makes of a file equals what the slow strict reading makes of it.
#pragma once

#include <string>
#include <vector>

#include "io/ingest/ingest.h"

namespace fuzz {

// The columns that tests/reference/strict_json_rows.h knows, of a source that is no registry.
io::SourceSpec ndjson_source(io::SourceFile file);

// The rows and rejects of the source in the words of the reference, by row; totals that do not add up are lines too.
std::vector<std::string> ndjson_answer(const io::SourceSpec& spec, const io::IngestOptions& options);

// The first line in which two answers differ, with both its forms; empty where they are equal.
std::string first_difference(const std::vector<std::string>& found, const std::vector<std::string>& wanted);

// Compares both over the bytes, the text in chunks whose size the bytes choose. Gives the first difference, or
// nothing; a file that is refused as a whole (an array, UTF-16) is no difference.
std::string ndjson_difference(const std::string& bytes);

}  // namespace fuzz
