#include "kernels/mark_rows_variants.h"

namespace kernels::mark_rows_variants {

void mark_scalar(const char* text, size_t begin, size_t end, char delimiter, uint8_t high_is_odd, Marks* marks) {
  Marks found = *marks;
  for (size_t i = begin; i < end; ++i) {
    const unsigned char c = (unsigned char)text[i];
    found.ends[found.end_count] = (uint32_t)i;
    found.end_count += c == '\n' || text[i] == delimiter;
    if (c >= 0x20 && c < 0x7f && c != '"') continue;
    if (c == '\n') {
      found.lines[found.line_count++] = (uint32_t)i;
    } else if (c == '\r' && text[i + 1] == '\n') {
      found.cr = 1;
    } else if (text[i] != delimiter && (c < 0x80 || high_is_odd != 0)) {
      found.odd[found.odd_count++] = (uint32_t)i;
    }
    found.high |= c >= 0x80;
  }
  *marks = found;
}

}  // namespace kernels::mark_rows_variants
