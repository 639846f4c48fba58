#include <immintrin.h>

#include "kernels/assign_desil_variants.h"

namespace kernels::detail {
namespace {

inline __m256i load(const void* at) { return _mm256_loadu_si256(static_cast<const __m256i*>(at)); }

}  // namespace

size_t assign_desil_avx2(const int32_t* scores, const uint16_t* weights, size_t rows, const int32_t* limits,
                         uint8_t* out) {
  // The packs below work within 128-bit halves; this puts their groups of four rows back in order.
  const __m256i order = _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7);
  const __m256i zero = _mm256_setzero_si256();
  size_t row = 0;
  for (; row + 32 <= rows; row += 32) {
    __m256i desil[4];
    for (size_t part = 0; part < 4; ++part) {
      const __m256i score = load(scores + row + 8 * part);
      desil[part] = _mm256_set1_epi32(1);
      for (size_t k = 0; k < 9; ++k) {
        desil[part] = _mm256_sub_epi32(desil[part], _mm256_cmpgt_epi32(score, _mm256_set1_epi32(limits[k])));
      }
    }
    const __m256i low = _mm256_packs_epi32(desil[0], desil[1]), high = _mm256_packs_epi32(desil[2], desil[3]);
    const __m256i bytes = _mm256_permutevar8x32_epi32(_mm256_packs_epi16(low, high), order);
    const __m256i unranked_low = _mm256_cmpeq_epi16(load(weights + row), zero);
    const __m256i unranked_high = _mm256_cmpeq_epi16(load(weights + row + 16), zero);
    const __m256i unranked = _mm256_permute4x64_epi64(_mm256_packs_epi16(unranked_low, unranked_high), 0xd8);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out + row), _mm256_andnot_si256(unranked, bytes));
  }
  return row;
}

}  // namespace kernels::detail
