#include "kernels/mark_rows_variants.h"

#include <immintrin.h>

namespace kernels::mark_rows_variants {
namespace {

// The masked forms avoid g++ 12's false warning of an uninitialised operand.
__m512i widened(__m128i bytes) { return _mm512_maskz_cvtepu8_epi32(0xFFFF, bytes); }

}  // namespace

void mark_avx512(const char* text, size_t begin, size_t end, char delimiter, char odd_byte, uint8_t high_is_odd,
                 Marks* marks) {
  const __m512i line = _mm512_set1_epi8('\n'), bound = _mm512_set1_epi8(delimiter), spoils = _mm512_set1_epi8(odd_byte);
  const __m512i first_printable = _mm512_set1_epi8(0x20), erase = _mm512_set1_epi8(0x7f);
  alignas(64) uint8_t order[64];
  for (int k = 0; k < 64; ++k) order[k] = (uint8_t)k;
  const __m512i lane = _mm512_load_si512(order);
  uint32_t *ends = marks->ends, *lines = marks->lines, *odds = marks->odd;
  uint64_t all_high = 0, all_cr = 0;
  for (size_t i = begin; i < end; i += 64) {
    const __mmask64 here = end - i >= 64 ? ~0ull : (1ull << (end - i)) - 1;
    const __m512i bytes = _mm512_loadu_si512(text + i);
    const uint64_t feeds = _mm512_mask_cmpeq_epi8_mask(here, bytes, line);
    const uint64_t cells = feeds | _mm512_mask_cmpeq_epi8_mask(here, bytes, bound);
    const uint64_t high = here & _mm512_movepi8_mask(bytes);
    uint64_t odd =
        (_mm512_mask_cmplt_epu8_mask(here, bytes, first_printable) | _mm512_mask_cmpeq_epi8_mask(here, bytes, spoils) |
         _mm512_mask_cmpeq_epi8_mask(here, bytes, erase)) &
        ~cells;
    all_high |= high;
    if (high_is_odd != 0) odd |= high;

    const size_t count = (size_t)_mm_popcnt_u64(cells);
    const __m512i packed = _mm512_maskz_compress_epi8(cells, lane);
    const __m512i base = _mm512_set1_epi32((int)(uint32_t)i);
    _mm512_storeu_si512(ends, _mm512_add_epi32(base, widened(_mm512_maskz_extracti32x4_epi32(0xF, packed, 0))));
    if (count > 16) {  // rare: rows of one-letter cells
      _mm512_storeu_si512(ends + 16, _mm512_add_epi32(base, widened(_mm512_maskz_extracti32x4_epi32(0xF, packed, 1))));
      _mm512_storeu_si512(ends + 32, _mm512_add_epi32(base, widened(_mm512_maskz_extracti32x4_epi32(0xF, packed, 2))));
      _mm512_storeu_si512(ends + 48, _mm512_add_epi32(base, widened(_mm512_maskz_extracti32x4_epi32(0xF, packed, 3))));
    }
    ends += count;

    // Two are written without a look at how many there are: rows are seldom shorter than 32 bytes.
    const uint64_t second = _blsr_u64(feeds);
    lines[0] = (uint32_t)(i + _tzcnt_u64(feeds));
    lines[1] = (uint32_t)(i + _tzcnt_u64(second));
    lines += _mm_popcnt_u64(feeds) < 2 ? (size_t)_mm_popcnt_u64(feeds) : 2;
    for (uint64_t rest = _blsr_u64(second); rest != 0; rest = _blsr_u64(rest)) {
      *lines++ = (uint32_t)(i + _tzcnt_u64(rest));
    }
    if (odd == 0) continue;
    const uint64_t cr = odd & _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\r')) &
                        _mm512_cmpeq_epi8_mask(_mm512_loadu_si512(text + i + 1), line);
    all_cr |= cr;
    for (odd &= ~cr; odd != 0; odd = _blsr_u64(odd)) *odds++ = (uint32_t)(i + _tzcnt_u64(odd));
  }
  marks->end_count = (size_t)(ends - marks->ends);
  marks->line_count = (size_t)(lines - marks->lines);
  marks->odd_count = (size_t)(odds - marks->odd);
  marks->high = all_high != 0;
  marks->cr = all_cr != 0;
}

}  // namespace kernels::mark_rows_variants
