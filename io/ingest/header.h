// Reads the header line of a delimited file: which delimiter, which columns.
//
// The delimiter is the one of `|`, `,`, `;` and tab that gives the most known column names, then the
// most cells. Header cells are trimmed, quotes allowed; a byte order mark before them is passed over.
//
// errors: engine::Error kInput, row 1, for a file without header line, a line of other data, UTF-16,
// more than 512 columns, or a cell that is not text.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "io/ingest/source_spec.h"

namespace io {

inline constexpr std::size_t kMostColumns = 512;

struct Header {
  char delimiter = ',';
  std::vector<std::string> cells;  // trimmed, UTF-8
};

// `line` is the first line without its line feed; `known` tells whether a cell is a column of the table.
Header read_header(const std::string& file, std::string_view line, Encoding encoding,
                   const std::function<bool(std::string_view)>& known);

// Removes spaces, tabs and carriage returns at both ends.
inline std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

// Reads bytes of Latin-1 as characters and writes them as UTF-8.
std::string utf8_of_latin1(std::string_view text);

}  // namespace io
