#include <immintrin.h>

#include "kernels/ranked_extent_variants.h"

namespace kernels::detail {
namespace {

struct Lanes {
  __m256i lowest, highest, unranked, weight;
};

// Adds eight rows.
inline void add(Lanes& lanes, __m256i score, __m256i weight) {
  const __m256i unranked = _mm256_cmpeq_epi32(weight, _mm256_setzero_si256());
  const __m256i none_low = _mm256_srli_epi32(unranked, 1);    // INT32_MAX where the weight is 0, else 0
  const __m256i none_high = _mm256_slli_epi32(unranked, 31);  // INT32_MIN where the weight is 0, else 0
  const __m256i ranked = _mm256_andnot_si256(unranked, score);
  lanes.lowest = _mm256_min_epi32(lanes.lowest, _mm256_or_si256(ranked, none_low));
  lanes.highest = _mm256_max_epi32(lanes.highest, _mm256_or_si256(ranked, none_high));
  lanes.unranked = _mm256_sub_epi32(lanes.unranked, unranked);
  lanes.weight = _mm256_add_epi32(lanes.weight, weight);
}

}  // namespace

size_t ranked_extent_avx2(const int32_t* scores, const uint16_t* weights, size_t rows, RankedExtent* extent) {
  Lanes lanes = {_mm256_set1_epi32(INT32_MAX), _mm256_set1_epi32(INT32_MIN), _mm256_setzero_si256(),
                 _mm256_setzero_si256()};
  size_t row = 0;
  for (; row + 16 <= rows; row += 16) {
    const __m256i both = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(weights + row));
    const __m256i* at = reinterpret_cast<const __m256i*>(scores + row);
    add(lanes, _mm256_loadu_si256(at), _mm256_cvtepu16_epi32(_mm256_castsi256_si128(both)));
    add(lanes, _mm256_loadu_si256(at + 1), _mm256_cvtepu16_epi32(_mm256_extracti128_si256(both, 1)));
  }
  int32_t lowest[8], highest[8];
  uint32_t unranked[8], weight[8];
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(lowest), lanes.lowest);
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(highest), lanes.highest);
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(unranked), lanes.unranked);
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(weight), lanes.weight);
  extent->rows += row;
  for (size_t i = 0; i < 8; ++i) {
    extent->lowest = lowest[i] < extent->lowest ? lowest[i] : extent->lowest;
    extent->highest = highest[i] > extent->highest ? highest[i] : extent->highest;
    extent->rows -= unranked[i];
    extent->weight += weight[i];
  }
  return row;
}

}  // namespace kernels::detail
