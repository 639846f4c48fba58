// Finds empty lines: line feeds that stand right behind each other.
//
// A hostile file may hold nothing else, so these look at many bytes at a time. threads: safe. cost: one pass, no
// allocation.
#pragma once

#include <cstddef>
#include <string_view>

namespace io {

// The place of the first byte from `at` on that is no line feed, or the end of the text.
std::size_t skip_line_feeds(std::string_view text, std::size_t at);

// Line feeds with a line feed before them in the text.
std::size_t count_empty_lines(std::string_view text);

}  // namespace io
