#include <immintrin.h>

#include "kernels/ranked_extent_variants.h"

namespace kernels::detail {

size_t ranked_extent_avx512(const int32_t* scores, const uint16_t* weights, size_t rows, RankedExtent* extent) {
  __m512i lowest = _mm512_set1_epi32(INT32_MAX), highest = _mm512_set1_epi32(INT32_MIN);
  __m512i weight = _mm512_setzero_si512();
  const __m512i low_half = _mm512_set1_epi32(0xffff);
  uint64_t ranked_rows = 0;
  size_t row = 0;
  for (; row + 32 <= rows; row += 32) {
    const __m512i both = _mm512_loadu_si512(weights + row);
    const __mmask32 ranked = _mm512_test_epi16_mask(both, both);
    const __mmask16 first = static_cast<__mmask16>(ranked), second = static_cast<__mmask16>(ranked >> 16);
    const __m512i s0 = _mm512_loadu_si512(scores + row), s1 = _mm512_loadu_si512(scores + row + 16);
    lowest = _mm512_mask_min_epi32(lowest, first, lowest, s0);
    lowest = _mm512_mask_min_epi32(lowest, second, lowest, s1);
    highest = _mm512_mask_max_epi32(highest, first, highest, s0);
    highest = _mm512_mask_max_epi32(highest, second, highest, s1);
    ranked_rows += static_cast<uint64_t>(__builtin_popcount(ranked));
    const __m512i pair = _mm512_add_epi32(_mm512_and_si512(both, low_half), _mm512_srli_epi32(both, 16));
    weight = _mm512_add_epi32(weight, pair);
  }
  uint32_t weights_by_lane[16];
  _mm512_storeu_si512(weights_by_lane, weight);
  const int32_t least = _mm512_reduce_min_epi32(lowest), most = _mm512_reduce_max_epi32(highest);
  extent->lowest = least < extent->lowest ? least : extent->lowest;
  extent->highest = most > extent->highest ? most : extent->highest;
  extent->rows += ranked_rows;
  for (const uint32_t part : weights_by_lane) extent->weight += part;
  return row;
}

}  // namespace kernels::detail
