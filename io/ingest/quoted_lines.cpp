#include "io/ingest/quoted_lines.h"

#include <algorithm>
#include <cstdint>
#include <memory>

#include "kernels/scan_text.h"

namespace io {
namespace {

// Scanned at a time: the marks stay in the first-level cache.
constexpr std::size_t kStretch = std::size_t{1} << 13;

// Whether nothing but blanks stands between a closing quote and the end of its cell.
bool closes_well(std::string_view lines, std::size_t quote, char delimiter) {
  std::size_t at = quote + 1;
  while (lines[at] != delimiter && (lines[at] == ' ' || lines[at] == '\t' || lines[at] == '\r')) ++at;
  return lines[at] == delimiter || lines[at] == '\n';
}

}  // namespace

bool every_line_closes(std::string_view lines, char delimiter) {
  if (lines.empty()) return true;
  if (lines.back() != '\n') return false;
  const auto marks = std::make_unique_for_overwrite<std::uint32_t[]>(kStretch + kernels::kMarkPadding);
  bool inside = false;
  std::size_t twin = 0;  // the second of two quotes that stand for one
  for (std::size_t begin = 0; begin < lines.size(); begin += kStretch) {
    const std::size_t count = kernels::mark_text(lines.substr(begin, kStretch), '"', marks.get());
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t at = begin + marks[i];
      if (lines[at] == '\n') {
        if (inside) return false;
      } else if (!inside) {
        inside = at == 0 || lines[at - 1] == delimiter || lines[at - 1] == '\n';  // amid a cell it is text
      } else if (at == twin) {
        continue;
      } else if (lines[at + 1] == '"') {
        twin = at + 1;
      } else {
        if (!closes_well(lines, at, delimiter)) return false;
        inside = false;
      }
    }
  }
  return true;
}

}  // namespace io
