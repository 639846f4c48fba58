// Variants of scan_text for each SIMD level: plain pointers, so that no inline function is shared.
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace kernels::scan_text_variants {

struct Counts {
  size_t lines, delimiters, quotes;
  uint8_t nul, high;  // 0 or 1
};

void count_scalar(const char* text, size_t size, char delimiter, Counts* counts);
void count_avx2(const char* text, size_t size, char delimiter, Counts* counts);
void count_avx512(const char* text, size_t size, char delimiter, Counts* counts);

size_t mark_scalar(const char* text, size_t size, char delimiter, uint32_t* positions);
size_t mark_avx2(const char* text, size_t size, char delimiter, uint32_t* positions);
size_t mark_avx512(const char* text, size_t size, char delimiter, uint32_t* positions);

}  // namespace kernels::scan_text_variants
