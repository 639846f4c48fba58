// Variants of rename_codes for each SIMD level: plain pointers, so that no inline function is shared.
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace kernels::rename_codes_variants {

// By class, twice over.
struct Classes {
  alignas(64) uint64_t field[8];  // mask of the field
  alignas(64) uint64_t first[8];  // place of the field 0
  alignas(64) uint64_t width[8];  // of class and field
};

size_t rename_scalar(uint64_t* codes, size_t count, const Classes* classes, const uint32_t* renamed, uint32_t* left);
size_t rename_avx512(uint64_t* codes, size_t count, const Classes* classes, const uint32_t* renamed, uint32_t* left);

}  // namespace kernels::rename_codes_variants
