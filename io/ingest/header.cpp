#include "io/ingest/header.h"

#include <simdjson.h>

#include <algorithm>

#include "engine/error.h"
#include "io/ingest/text_format.h"

namespace io {
namespace {

constexpr char kDelimiters[] = {'|', ',', ';', '\t'};

[[noreturn]] void refuse(const std::string& file, const std::string& why) {
  throw engine::Error(engine::ExitCode::kInput, file + ": row 1: " + why, {file, 1, "", 0});
}

// Splits at delimiters outside quotes; a quote counts at the start of a cell only.
std::vector<std::string> split(std::string_view line, char delimiter) {
  std::vector<std::string> cells(1);
  bool inside = false, quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (inside) {
      if (c != '"') {
        cells.back() += c;
      } else if (i + 1 < line.size() && line[i + 1] == '"') {
        cells.back() += c;
        ++i;
      } else {
        inside = false;
      }
    } else if (c == delimiter) {
      cells.emplace_back();
      quoted = false;
    } else if (c == '"' && !quoted && cells.back().empty()) {
      inside = quoted = true;
    } else {
      cells.back() += c;
    }
  }
  for (std::string& cell : cells) cell = std::string(trimmed(cell));
  return cells;
}

}  // namespace

std::string utf8_of_latin1(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      out += c;
    } else {
      out += static_cast<char>(0xC0 | byte >> 6);
      out += static_cast<char>(0x80 | (byte & 0x3F));
    }
  }
  return out;
}

Header read_header(const std::string& file, std::string_view line, Encoding encoding,
                   const std::function<bool(std::string_view)>& known) {
  if (line.starts_with("\xFF\xFE") || line.starts_with("\xFE\xFF")) {
    refuse(file, "the file is UTF-16. Cure: save it as CSV in UTF-8.");
  }
  if (line.starts_with(kByteOrderMark)) {
    if (encoding == Encoding::kLatin1) {
      refuse(file,
             "the file begins with the mark of UTF-8, but the source says encoding = \"latin-1\". Cure: take that line "
             "out of the run file.");
    }
    line.remove_prefix(kByteOrderMark.size());
  }
  if (trimmed(line).empty()) {
    refuse(file,
           "no header line: the file is empty or starts with an empty line. "
           "Cure: export it again with the column names in the first line.");
  }
  if (line.find('\0') != std::string_view::npos) {
    refuse(file, "the header line has NUL bytes: this is no delimited text. Cure: export the table as CSV in UTF-8.");
  }
  std::string converted;
  if (encoding == Encoding::kLatin1) {
    converted = utf8_of_latin1(line);
    line = converted;
  } else if (!simdjson::validate_utf8(line.data(), line.size())) {
    refuse(file, "the header line is not UTF-8. Cure: save the file as UTF-8, or say encoding = \"latin-1\".");
  }
  Header best;
  std::size_t best_known = 0;
  for (const char delimiter : kDelimiters) {
    std::vector<std::string> cells = split(line, delimiter);
    const auto found = static_cast<std::size_t>(
        std::count_if(cells.begin(), cells.end(), [&](const std::string& cell) { return known(cell); }));
    const bool better = found > best_known || (found == best_known && cells.size() > best.cells.size());
    if (best.cells.empty() || better) best = {delimiter, std::move(cells)};
    best_known = std::max(best_known, found);
  }
  if (best.cells.size() > kMostColumns) {
    refuse(file, std::to_string(best.cells.size()) + " columns, more than the " + std::to_string(kMostColumns) +
                     " allowed. Cure: export only the columns of the catalogue.");
  }
  return best;
}

}  // namespace io
