#include <immintrin.h>

#include "kernels/alike_sketches_variants.h"

namespace kernels::detail {
namespace {

// Letters that names of so many letters must share, less one.
inline __m512i needed(__m512i bits, __m512i excess) {
  const __m512i count = _mm512_add_epi64(_mm512_popcnt_epi64(bits), excess);
  return _mm512_sub_epi64(count, _mm512_srli_epi64(count, 3));
}

// Sketches of eight that have one of the marks.
inline __mmask8 sharing(const __m256i* marks, size_t mark_count, __m256i words) {
  __mmask32 equal = 0;
  for (size_t m = 0; m < mark_count; ++m) equal |= _mm256_cmpeq_epi8_mask(words, marks[m]);
  const __m256i bytes = _mm256_movm_epi8(equal);
  return _mm256_test_epi32_mask(bytes, bytes);
}

}  // namespace

size_t alike_sketches_avx512(uint64_t letters, uint32_t words, const uint64_t* all_letters, const uint32_t* all_words,
                             size_t count, uint32_t* found) {
  const __m512i seven = _mm512_set1_epi64(7);
  const __m512i mine = _mm512_set1_epi64((long long)(letters & ~(uint64_t)7));
  const __m512i my_excess = _mm512_set1_epi64((long long)(letters & 7));
  const __m512i my_need = needed(mine, my_excess);
  const __m256i lane = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
  const int unbounded_too = (letters & 7) == 7;
  __m256i marks[4];
  size_t mark_count = 0;
  for (uint32_t rest = words; rest != 0; rest >>= 8) {
    if ((rest & 255) != 0) marks[mark_count++] = _mm256_set1_epi8((char)(rest & 255));
  }
  size_t size = 0;
  for (size_t i = 0; i < count; i += 8) {
    const __mmask8 here = count - i >= 8 ? (__mmask8)255 : (__mmask8)((1u << (count - i)) - 1);
    const __m512i all = _mm512_maskz_loadu_epi64(here, all_letters + i);
    const __m512i excess = _mm512_and_si512(all, seven), bits = _mm512_andnot_si512(seven, all);
    const __m512i common =
        _mm512_add_epi64(_mm512_popcnt_epi64(_mm512_and_si512(bits, mine)),
                         _mm512_add_epi64(_mm512_min_epu64(excess, my_excess), _mm512_set1_epi64(1)));
    const __m512i need = needed(bits, excess);
    const __mmask8 named = _mm512_test_epi64_mask(all, all);
    __mmask8 alike = _mm512_mask_cmple_epu64_mask(named, _mm512_max_epu64(need, my_need), common);
    __mmask8 perhaps = _mm512_mask_cmple_epu64_mask(named, _mm512_min_epu64(need, my_need), common);
    const __mmask8 unbounded = _mm512_mask_cmpeq_epi64_mask(named, excess, seven);
    if (unbounded_too) {
      alike = unbounded;
      perhaps = named;
    } else {
      alike = (__mmask8)(alike & ~unbounded);
      perhaps = (__mmask8)(perhaps | unbounded);
    }
    perhaps = (__mmask8)(perhaps & ~alike);
    if (perhaps != 0) {
      const __m256i words_here = _mm256_maskz_loadu_epi32(here, all_words + i);
      alike = (__mmask8)(alike | (perhaps & sharing(marks, mark_count, words_here)));
    }
    if (alike == 0) continue;
    const __m256i places = _mm256_add_epi32(lane, _mm256_set1_epi32((int)(uint32_t)i));
    _mm256_storeu_si256((__m256i*)(found + size), _mm256_maskz_compress_epi32(alike, places));
    size += (size_t)_mm_popcnt_u32(alike);
  }
  return size;
}

}  // namespace kernels::detail
