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
bool closes_well(const char* quote, char delimiter) {
  const char* at = quote + 1;
  while (*at != delimiter && (*at == ' ' || *at == '\t' || *at == '\r')) ++at;
  return *at == delimiter || *at == '\n';
}

}  // namespace

bool every_line_closes(std::string_view lines, char delimiter) {
  if (lines.empty()) return true;
  if (lines.back() != '\n') return false;
  const auto marks = std::make_unique_for_overwrite<std::uint32_t[]>(kStretch + kernels::kMarkPadding);
  bool inside = false;
  const char* const text = lines.data();
  const char* twin = nullptr;  // the second of two quotes that stand for one
  for (std::size_t begin = 0; begin < lines.size(); begin += kStretch) {
    const std::size_t count = kernels::mark_text(lines.substr(begin, kStretch), '"', marks.get());
    for (std::size_t i = 0; i < count; ++i) {
      const char* const mark = text + begin + marks[i];
      if (*mark == '\n') {
        if (inside) return false;
      } else if (!inside) {
        inside = mark == text || mark[-1] == delimiter || mark[-1] == '\n';  // amid a cell it is text
      } else if (mark[1] == delimiter || mark[1] == '\n') {
        inside = mark == twin;
      } else if (mark == twin) {
        continue;
      } else if (mark[1] == '"') {
        twin = mark + 1;
      } else {
        if (!closes_well(mark, delimiter)) return false;
        inside = false;
      }
    }
  }
  return true;
}

}  // namespace io
