#include <immintrin.h>

#include "kernels/alike_sketches_variants.h"

namespace kernels::detail {
namespace {

// Letters that names of so many letters must share, less one.
inline __m512i needed(__m512i bits, __m512i excess) {
  const __m512i count = _mm512_add_epi64(_mm512_popcnt_epi64(bits), excess);
  return _mm512_sub_epi64(count, _mm512_srli_epi64(count, 3));
}

// What the sketches are compared with.
struct Probe {
  __m512i letters, excess, need;
  __m512i marks[4];
  int unbounded;
};

// Sketches of sixteen that have one of the marks.
inline __mmask16 sharing(const Probe& probe, __m512i words) {
  const __mmask64 equal = _mm512_cmpeq_epi8_mask(words, probe.marks[0]) |
                          _mm512_cmpeq_epi8_mask(words, probe.marks[1]) |
                          _mm512_cmpeq_epi8_mask(words, probe.marks[2]) | _mm512_cmpeq_epi8_mask(words, probe.marks[3]);
  const __m512i bytes = _mm512_movm_epi8(equal);
  return _mm512_test_epi32_mask(bytes, bytes);
}

// Eight at once; `shared`: those with a mark in common.
inline __mmask8 alike_of(const Probe& probe, __m512i all, unsigned shared) {
  const __m512i seven = _mm512_set1_epi64(7);
  const __m512i excess = _mm512_and_si512(all, seven), bits = _mm512_andnot_si512(seven, all);
  const __m512i common =
      _mm512_add_epi64(_mm512_popcnt_epi64(_mm512_and_si512(bits, probe.letters)),
                       _mm512_add_epi64(_mm512_min_epu64(excess, probe.excess), _mm512_set1_epi64(1)));
  const __m512i need = needed(bits, excess);
  const unsigned named = _mm512_test_epi64_mask(all, all);
  const unsigned whole = _mm512_cmple_epu64_mask(_mm512_max_epu64(need, probe.need), common);
  const unsigned partly = _mm512_cmple_epu64_mask(_mm512_min_epu64(need, probe.need), common);
  const unsigned unbounded = _mm512_cmpeq_epi64_mask(excess, seven);
  if (probe.unbounded) return (__mmask8)(named & (unbounded | shared));
  return (__mmask8)(named & ((whole & ~unbounded) | ((partly | unbounded) & shared)));
}

}  // namespace

size_t alike_sketches_avx512(uint64_t letters, uint32_t words, const uint64_t* all_letters, const uint32_t* all_words,
                             size_t count, uint32_t* found) {
  Probe probe;
  probe.letters = _mm512_set1_epi64((long long)(letters & ~(uint64_t)7));
  probe.excess = _mm512_set1_epi64((long long)(letters & 7));
  probe.need = needed(probe.letters, probe.excess);
  probe.unbounded = (letters & 7) == 7;
  // Rows with fewer words have the mark 0 as well: what the probe lacks stands for one that it has.
  const int any = words != 0;
  uint32_t last = 0;
  for (uint32_t rest = words; rest != 0; rest >>= 8) {
    if ((rest & 255) != 0) last = rest & 255;
  }
  for (int m = 0; m < 4; ++m) {
    const uint32_t mark = words >> (8 * m) & 255;
    probe.marks[m] = _mm512_set1_epi8((char)(mark != 0 ? mark : last));
  }
  const __m512i lane = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  size_t size = 0;
  for (size_t i = 0; i < count; i += 16) {
    const unsigned here = count - i >= 16 ? 0xFFFFu : (1u << (count - i)) - 1;
    const __m512i low = _mm512_maskz_loadu_epi64((__mmask8)(here & 255), all_letters + i);
    const __m512i high = _mm512_maskz_loadu_epi64((__mmask8)(here >> 8), all_letters + i + 8);
    const unsigned shared = any ? sharing(probe, _mm512_maskz_loadu_epi32((__mmask16)here, all_words + i)) : 0u;
    const unsigned alike = alike_of(probe, low, shared & 255) | (unsigned)alike_of(probe, high, shared >> 8) << 8;
    if (alike == 0) continue;
    const __m512i places = _mm512_add_epi32(lane, _mm512_set1_epi32((int)(uint32_t)i));
    _mm512_storeu_si512(found + size, _mm512_maskz_compress_epi32((__mmask16)alike, places));
    size += (size_t)_mm_popcnt_u32(alike);
  }
  return size;
}

}  // namespace kernels::detail
