// Reads a whole delimited text letter by letter, after RFC 4180 and the rules for broken quotes:
//
//   - a quote opens a cell where it is the first letter of the cell, and nowhere else
//   - inside, two quotes are one letter, one quote closes; only spaces, tabs and CR may follow it
//   - a record of more than `row_limit` bytes or 8 lines, one with other text behind a closing quote, or
//     one that ends inside quotes, or (from three `columns` on) one with a later line that has as many
//     delimiters as a row of `columns` cells, is no record: its first line is given up, however long, and the next
//     record starts at the next line
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace reference {

struct TextRecord {
  std::size_t begin = 0;
  std::string kind;  // "cells", "bad quotes", "too long"
  std::vector<std::string> cells;
};

inline std::vector<TextRecord> read_delimited(const std::string& text, char delimiter, std::size_t row_limit,
                                              std::size_t columns = 0) {
  std::vector<TextRecord> records;
  std::size_t at = 0;
  while (at < text.size()) {
    TextRecord record;
    record.begin = at;
    record.kind = "cells";
    enum { kStart, kPlain, kInside, kClosed } state = kStart;
    std::string cell;
    std::size_t i = at, lines = 1;
    bool ended = false, broken = false;
    for (; i < text.size() && !ended; ++i) {
      const char c = text[i];
      if (state == kInside) {
        if (c == '\n') ++lines;
        if (c != '"')
          cell += c;
        else if (i + 1 < text.size() && text[i + 1] == '"') {
          cell += c;
          ++i;
        } else
          state = kClosed;
      } else if (c == delimiter || c == '\n') {
        record.cells.push_back(cell);
        cell.clear();
        state = kStart;
        ended = c == '\n';
      } else if (c == '"' && state == kStart) {
        state = kInside;
      } else if (state == kClosed) {
        if (c != ' ' && c != '\t' && c != '\r') broken = true;
      } else {
        cell += c;
        state = kPlain;
      }
    }
    const std::size_t length = (ended ? i - 1 : i) - at;
    bool later = false, caught = false;
    std::size_t delimiters = 0;
    for (std::size_t k = at; k < at + length; ++k) {
      if (text[k] == '\n') {
        later = true;
        delimiters = 0;
      } else if (text[k] == delimiter && later) {
        ++delimiters;
      }
      if (later && columns >= 3 && delimiters + 1 >= columns) caught = true;
    }
    if (!ended) record.cells.push_back(cell);
    if (broken || caught || lines > 8 || length > row_limit || (!ended && state == kInside)) {
      std::size_t line = text.find('\n', at);
      record.kind = (line == std::string::npos ? text.size() : line) - at > row_limit ? "too long" : "bad quotes";
      record.cells.clear();
      i = line == std::string::npos ? text.size() : line + 1;
    }
    records.push_back(record);
    at = i;
  }
  return records;
}

// Spaces, tabs and CR are cut off at both ends of a cell.
inline std::string without_blanks(const std::string& cell) {
  const std::size_t first = cell.find_first_not_of(" \t\r");
  if (first == std::string::npos) return "";
  return cell.substr(first, cell.find_last_not_of(" \t\r") - first + 1);
}

}  // namespace reference
