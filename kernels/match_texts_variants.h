// Variants of match_texts for each SIMD level: plain pointers, so that no inline function is shared.
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace kernels::match_texts_variants {

struct Text {
  alignas(64) char bytes[64];
  uint32_t size, offset;
  int32_t mark;
};

struct Rows {
  const char* text;
  const uint32_t* marks;
  size_t stride, rows;
};

// `longest`: the largest size of the texts.
void match_scalar(const Rows* rows, const Text* texts, size_t count, size_t longest, uint8_t* odd);
void match_avx2(const Rows* rows, const Text* texts, size_t count, size_t longest, uint8_t* odd);
void match_avx512(const Rows* rows, const Text* texts, size_t count, size_t longest, uint8_t* odd);

}  // namespace kernels::match_texts_variants
