#include <immintrin.h>

#include "kernels/assign_desil_variants.h"

namespace kernels::detail {

size_t assign_desil_avx512(const int32_t* scores, const uint16_t* weights, size_t rows, const int32_t* limits,
                           uint8_t* out) {
  __m512i limit[9];
  for (size_t k = 0; k < 9; ++k) limit[k] = _mm512_set1_epi32(limits[k]);
  const __m512i one = _mm512_set1_epi8(1);
  size_t row = 0;
  for (; row + 64 <= rows; row += 64) {
    const __m512i s0 = _mm512_loadu_si512(scores + row), s1 = _mm512_loadu_si512(scores + row + 16);
    const __m512i s2 = _mm512_loadu_si512(scores + row + 32), s3 = _mm512_loadu_si512(scores + row + 48);
    __m512i desil = one;
    for (size_t k = 0; k < 9; ++k) {
      const __mmask32 low =
          _mm512_kunpackw(_mm512_cmpgt_epi32_mask(s1, limit[k]), _mm512_cmpgt_epi32_mask(s0, limit[k]));
      const __mmask32 high =
          _mm512_kunpackw(_mm512_cmpgt_epi32_mask(s3, limit[k]), _mm512_cmpgt_epi32_mask(s2, limit[k]));
      desil = _mm512_mask_add_epi8(desil, _mm512_kunpackd(high, low), desil, one);
    }
    const __m512i w0 = _mm512_loadu_si512(weights + row), w1 = _mm512_loadu_si512(weights + row + 32);
    const __mmask64 ranked = _mm512_kunpackd(_mm512_test_epi16_mask(w1, w1), _mm512_test_epi16_mask(w0, w0));
    _mm512_storeu_si512(out + row, _mm512_maskz_mov_epi8(ranked, desil));
  }
  return row;
}

}  // namespace kernels::detail
