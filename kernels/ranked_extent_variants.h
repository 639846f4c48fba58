// Variants of kernels/ranked_extent.h over raw pointers. The vector variants do whole vectors of rows from
// the first on and return how many rows they did.
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace kernels::detail {

struct RankedExtent {
  int32_t lowest = INT32_MAX;
  int32_t highest = INT32_MIN;
  uint64_t rows = 0;
  uint64_t weight = 0;
};

// Each adds its rows to `extent`.
void ranked_extent_scalar(const int32_t* scores, const uint16_t* weights, size_t rows, RankedExtent* extent);
size_t ranked_extent_avx2(const int32_t* scores, const uint16_t* weights, size_t rows, RankedExtent* extent);
size_t ranked_extent_avx512(const int32_t* scores, const uint16_t* weights, size_t rows, RankedExtent* extent);

}  // namespace kernels::detail
