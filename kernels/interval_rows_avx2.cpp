#include <immintrin.h>

#include "kernels/interval_rows_variants.h"

namespace kernels::detail {

size_t interval_rows_avx2(const int32_t* values, size_t rows, const int32_t* begins, size_t intervals, uint32_t width,
                          uint32_t* found, size_t* done) {
  const __m256i last = _mm256_set1_epi32(static_cast<int32_t>(width - 1));
  __m256i origin[16];
  for (size_t j = 0; j < intervals; ++j) origin[j] = _mm256_set1_epi32(begins[j]);
  size_t hits = 0, row = 0;
  for (; row + 8 <= rows; row += 8) {
    const __m256i v = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(values + row));
    __m256i inside = _mm256_setzero_si256();
    for (size_t j = 0; j < intervals; ++j) {
      const __m256i offset = _mm256_sub_epi32(v, origin[j]);
      inside = _mm256_or_si256(inside, _mm256_cmpeq_epi32(_mm256_min_epu32(offset, last), offset));
    }
    uint32_t bits = static_cast<uint32_t>(_mm256_movemask_ps(_mm256_castsi256_ps(inside)));
    while (bits != 0) {
      found[hits++] = static_cast<uint32_t>(row) + static_cast<uint32_t>(__builtin_ctz(bits));
      bits &= bits - 1;
    }
  }
  *done = row;
  return hits;
}

}  // namespace kernels::detail
