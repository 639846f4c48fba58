#include <immintrin.h>

#include "kernels/alike_sketches_variants.h"

namespace kernels::detail {
namespace {

// Bits that are set in each of four words.
inline __m256i bits_in(__m256i words) {
  const __m256i counts =
      _mm256_setr_epi8(0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4, 0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
  const __m256i nibble = _mm256_set1_epi8(15);
  const __m256i low = _mm256_shuffle_epi8(counts, _mm256_and_si256(words, nibble));
  const __m256i high = _mm256_shuffle_epi8(counts, _mm256_and_si256(_mm256_srli_epi16(words, 4), nibble));
  return _mm256_sad_epu8(_mm256_add_epi8(low, high), _mm256_setzero_si256());
}

// Letters that names of so many letters must share, less one.
inline __m256i needed(__m256i bits, __m256i excess) {
  const __m256i count = _mm256_add_epi64(bits_in(bits), excess);
  return _mm256_sub_epi64(count, _mm256_srli_epi64(count, 3));
}

inline unsigned lanes_of(__m256i mask) { return (unsigned)_mm256_movemask_pd(_mm256_castsi256_pd(mask)); }

// Sketches of four that have one of the marks.
inline unsigned sharing(const __m128i* marks, size_t mark_count, const uint32_t* words) {
  const __m128i four = _mm_loadu_si128((const __m128i*)words);
  __m128i equal = _mm_setzero_si128();
  for (size_t m = 0; m < mark_count; ++m) equal = _mm_or_si128(equal, _mm_cmpeq_epi8(four, marks[m]));
  const __m128i none = _mm_cmpeq_epi32(equal, _mm_setzero_si128());
  return ~(unsigned)_mm_movemask_ps(_mm_castsi128_ps(none)) & 15u;
}

}  // namespace

size_t alike_sketches_avx2(uint64_t letters, uint32_t words, const uint64_t* all_letters, const uint32_t* all_words,
                           size_t count, uint32_t* found) {
  const __m256i seven = _mm256_set1_epi64x(7);
  const __m256i mine = _mm256_set1_epi64x((long long)(letters & ~(uint64_t)7));
  const __m256i my_excess = _mm256_set1_epi64x((long long)(letters & 7));
  const __m256i my_need = needed(mine, my_excess);
  __m128i marks[4];
  size_t mark_count = 0;
  for (uint32_t rest = words; rest != 0; rest >>= 8) {
    if ((rest & 255) != 0) marks[mark_count++] = _mm_set1_epi8((char)(rest & 255));
  }
  size_t size = 0;
  for (size_t i = 0; i + 4 <= count; i += 4) {
    const __m256i all = _mm256_loadu_si256((const __m256i*)(all_letters + i));
    const __m256i excess = _mm256_and_si256(all, seven), bits = _mm256_andnot_si256(seven, all);
    // One more than there are in common, so that "at most" is "below" the next one.
    const __m256i common =
        _mm256_add_epi64(bits_in(_mm256_and_si256(bits, mine)),
                         _mm256_add_epi64(_mm256_min_epu32(excess, my_excess), _mm256_set1_epi64x(2)));
    const __m256i need = needed(bits, excess);
    unsigned alike = lanes_of(_mm256_cmpgt_epi64(common, _mm256_max_epu32(need, my_need)));
    unsigned perhaps = lanes_of(_mm256_cmpgt_epi64(common, _mm256_min_epu32(need, my_need)));
    const unsigned unbounded = lanes_of(_mm256_cmpeq_epi64(excess, seven));
    if ((letters & 7) == 7) {
      alike = unbounded;
      perhaps = 15;
    } else {
      alike &= ~unbounded;
      perhaps |= unbounded;
    }
    const unsigned named = ~lanes_of(_mm256_cmpeq_epi64(all, _mm256_setzero_si256())) & 15u;
    perhaps &= named & ~alike;
    alike &= named;
    if (perhaps != 0) alike |= perhaps & sharing(marks, mark_count, all_words + i);
    for (; alike != 0; alike &= alike - 1) found[size++] = (uint32_t)(i + _tzcnt_u32(alike));
  }
  return size;
}

}  // namespace kernels::detail
