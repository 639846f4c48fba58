#include <immintrin.h>

#include "kernels/interval_rows_variants.h"

namespace kernels::detail {

size_t interval_rows_avx512(const int32_t* values, size_t rows, const int32_t* begins, size_t intervals, uint32_t width,
                            uint32_t* found, size_t* done) {
  const __m512i limit = _mm512_set1_epi32(static_cast<int32_t>(width));
  __m512i origin[16];
  for (size_t j = 0; j < intervals; ++j) origin[j] = _mm512_set1_epi32(begins[j]);
  const __m512i lanes = _mm512_set_epi32(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
  size_t hits = 0, row = 0;
  for (; row + 16 <= rows; row += 16) {
    const __m512i v = _mm512_loadu_si512(values + row);
    __mmask16 inside = 0;
    for (size_t j = 0; j < intervals; ++j) {
      inside = _kor_mask16(inside, _mm512_cmplt_epu32_mask(_mm512_sub_epi32(v, origin[j]), limit));
    }
    if (inside == 0) continue;
    const __m512i positions = _mm512_add_epi32(lanes, _mm512_set1_epi32(static_cast<int32_t>(row)));
    _mm512_storeu_si512(found + hits, _mm512_maskz_compress_epi32(inside, positions));
    hits += static_cast<size_t>(__builtin_popcount(inside));
  }
  *done = row;
  return hits;
}

}  // namespace kernels::detail
