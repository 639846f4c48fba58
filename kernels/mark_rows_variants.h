// Variants of mark_rows for each SIMD level: plain pointers, so that no inline function is shared.
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace kernels::mark_rows_variants {

struct Marks {
  uint32_t *ends, *lines, *odd;
  size_t end_count, line_count, odd_count;
  uint8_t high, cr;  // 0 or 1
};

void mark_scalar(const char* text, size_t begin, size_t end, char delimiter, char odd, uint8_t high_is_odd,
                 Marks* marks);
void mark_avx2(const char* text, size_t begin, size_t end, char delimiter, char odd, uint8_t high_is_odd, Marks* marks);
void mark_avx512(const char* text, size_t begin, size_t end, char delimiter, char odd, uint8_t high_is_odd,
                 Marks* marks);

}  // namespace kernels::mark_rows_variants
