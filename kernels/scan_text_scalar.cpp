#include "kernels/scan_text_variants.h"

namespace kernels::scan_text_variants {

void count_scalar(const char* text, size_t size, char delimiter, Counts* counts) {
  Counts found{};
  for (size_t i = 0; i < size; ++i) {
    const char c = text[i];
    found.lines += c == '\n';
    found.delimiters += c == delimiter;
    found.quotes += c == '"';
    found.nul |= c == '\0';
    found.high |= (static_cast<unsigned char>(c) & 0x80) != 0;
  }
  *counts = found;
}

size_t mark_scalar(const char* text, size_t size, char delimiter, uint32_t* positions) {
  size_t marks = 0;
  for (size_t i = 0; i < size; ++i) {
    const char c = text[i];
    positions[marks] = static_cast<uint32_t>(i);
    marks += c == '\n' || c == delimiter || c == '"';
  }
  return marks;
}

}  // namespace kernels::scan_text_variants
