#include "kernels/scan_text_variants.h"

#include <immintrin.h>

namespace kernels::scan_text_variants {
namespace {

// The lanes of a last vector of `size` < 64 bytes; a masked load touches no byte beyond them.
__mmask64 lanes(size_t size) { return size >= 64 ? ~0ull : (1ull << size) - 1; }

// The masked forms avoid g++ 12's false warning of an uninitialised operand.
__m512i widened(__m128i bytes) { return _mm512_maskz_cvtepu8_epi32(0xFFFF, bytes); }

}  // namespace

void count_avx512(const char* text, size_t size, char delimiter, Counts* counts) {
  const __m512i line = _mm512_set1_epi8('\n'), bound = _mm512_set1_epi8(delimiter), quote = _mm512_set1_epi8('"');
  const bool lines_alone = delimiter == '\n';
  Counts found{};
  __m512i least = _mm512_set1_epi8(1), all = _mm512_setzero_si512();
  for (size_t i = 0; i < size; i += 64) {
    __m512i bytes;
    if (size - i >= 64) {
      bytes = _mm512_loadu_si512(text + i);
    } else {  // the rest becomes ones
      bytes = _mm512_mask_loadu_epi8(_mm512_set1_epi8(1), lanes(size - i), text + i);
    }
    found.lines += static_cast<size_t>(_mm_popcnt_u64(_mm512_cmpeq_epi8_mask(bytes, line)));
    if (!lines_alone) found.delimiters += static_cast<size_t>(_mm_popcnt_u64(_mm512_cmpeq_epi8_mask(bytes, bound)));
    const uint64_t quotes = _mm512_cmpeq_epi8_mask(bytes, quote);
    if (__builtin_expect(quotes != 0, 0)) found.quotes += static_cast<size_t>(_mm_popcnt_u64(quotes));
    least = _mm512_min_epu8(least, bytes);
    all = _mm512_or_si512(all, bytes);
  }
  if (lines_alone) found.delimiters = found.lines;
  found.nul = _mm512_testn_epi8_mask(least, least) != 0;
  found.high = _mm512_movepi8_mask(all) != 0;
  *counts = found;
}

size_t mark_avx512(const char* text, size_t size, char delimiter, uint32_t* positions) {
  const __m512i line = _mm512_set1_epi8('\n'), bound = _mm512_set1_epi8(delimiter), quote = _mm512_set1_epi8('"');
  alignas(64) uint8_t order[64];
  for (int k = 0; k < 64; ++k) order[k] = static_cast<uint8_t>(k);
  const __m512i lane = _mm512_load_si512(order);
  alignas(64) uint8_t packed[64];
  size_t marks = 0;
  for (size_t i = 0; i < size; i += 64) {
    const __mmask64 here = lanes(size - i);
    const __m512i bytes = _mm512_maskz_loadu_epi8(here, text + i);
    const __mmask64 mask = _mm512_mask_cmpeq_epi8_mask(here, bytes, line) |
                           _mm512_mask_cmpeq_epi8_mask(here, bytes, bound) |
                           _mm512_mask_cmpeq_epi8_mask(here, bytes, quote);
    const size_t count = static_cast<size_t>(_mm_popcnt_u64(mask));
    const __m512i first = _mm512_maskz_compress_epi8(mask, lane);
    const __m512i base = _mm512_set1_epi32(static_cast<int>(static_cast<uint32_t>(i)));
    uint32_t* out = positions + marks;
    _mm512_storeu_si512(out, _mm512_add_epi32(base, widened(_mm512_maskz_extracti32x4_epi32(0xF, first, 0))));
    if (count > 16) {  // rare: rows of one-letter cells
      _mm512_store_si512(packed, first);
      for (size_t k = 16; k < count; k += 16) {
        const __m128i next = _mm_load_si128(reinterpret_cast<const __m128i*>(packed + k));
        _mm512_storeu_si512(out + k, _mm512_add_epi32(base, widened(next)));
      }
    }
    marks += count;
  }
  return marks;
}

}  // namespace kernels::scan_text_variants
