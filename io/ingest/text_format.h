// Tells delimited text from NDJSON: by the first byte that is no blank, else by the name.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "io/ingest/source_spec.h"

namespace io {

enum class TextFormat : std::uint8_t { kDelimited, kNdjson };

inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Whether `head`, the start of a text, reaches a byte that decides: one that is neither blank nor line end.
bool shows_format(std::string_view head);

// `head` shows the format, or is the whole text.
// errors: engine::Error kInput, row 1, for a JSON array, for NDJSON by name that is UTF-16 or has no line at all,
// and for NDJSON in a source that is said to be Latin-1.
TextFormat find_text_format(const std::string& file, std::string_view head, Encoding encoding);

}  // namespace io
