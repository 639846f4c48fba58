#include "kernels/mark_rows_variants.h"

#include <immintrin.h>

namespace kernels::mark_rows_variants {
namespace {

// The masked forms avoid g++ 12's false warning of an uninitialised operand.
__m512i widened(__m128i bytes) { return _mm512_maskz_cvtepu8_epi32(0xFFFF, bytes); }

// What is looked for, a byte in all lanes each.
struct Wanted {
  __m512i line, bound, spoils;
};

struct Lists {
  uint32_t *ends, *lines, *odds;
};

// Bytes that are controls, DEL or `spoils`. The three tests meet in one: a byte of the least of them is 0.
__attribute__((always_inline)) inline uint64_t odd_bytes(__m512i bytes, __m512i spoils) {
  const __m512i from_space = _mm512_subs_epu8(bytes, _mm512_set1_epi8(0x1f));
  const __m512i from_erase = _mm512_xor_si512(bytes, _mm512_set1_epi8(0x7f));
  const __m512i least = _mm512_min_epu8(_mm512_min_epu8(_mm512_xor_si512(bytes, spoils), from_erase), from_space);
  return _mm512_testn_epi8_mask(least, least);
}

// Writes the places of delimiters and line feeds and gives the other odd bytes. `base`: i in all lanes.
__attribute__((always_inline)) inline uint64_t mark_cells(__m512i bytes, size_t i, __m512i base, __m512i lane,
                                                          const Wanted* wanted, Lists* lists) {
  const uint64_t feeds = _mm512_cmpeq_epi8_mask(bytes, wanted->line);
  const uint64_t cells = feeds | _mm512_cmpeq_epi8_mask(bytes, wanted->bound);
  const size_t count = (size_t)_mm_popcnt_u64(cells);
  const __m512i packed = _mm512_maskz_compress_epi8(cells, lane);
  uint32_t* const ends = lists->ends;
  _mm512_storeu_si512(ends, _mm512_add_epi32(base, widened(_mm512_maskz_extracti32x4_epi32(0xF, packed, 0))));
  if (__builtin_expect(count > 16, 0)) {  // rows of one-letter cells
    _mm512_storeu_si512(ends + 16, _mm512_add_epi32(base, widened(_mm512_maskz_extracti32x4_epi32(0xF, packed, 1))));
    _mm512_storeu_si512(ends + 32, _mm512_add_epi32(base, widened(_mm512_maskz_extracti32x4_epi32(0xF, packed, 2))));
    _mm512_storeu_si512(ends + 48, _mm512_add_epi32(base, widened(_mm512_maskz_extracti32x4_epi32(0xF, packed, 3))));
  }
  lists->ends = ends + count;

  // Two are written without a look at how many there are: rows are seldom shorter than 32 bytes.
  const uint64_t second = _blsr_u64(feeds);
  uint32_t* const lines = lists->lines;
  const uint64_t two = (uint32_t)(i + _tzcnt_u64(feeds)) | (uint64_t)(uint32_t)(i + _tzcnt_u64(second)) << 32;
  __builtin_memcpy(lines, &two, sizeof two);
  uint64_t rest = _blsr_u64(second);
  for (size_t k = 2; __builtin_expect(rest != 0, 0); ++k, rest = _blsr_u64(rest)) {
    lines[k] = (uint32_t)(i + _tzcnt_u64(rest));
  }
  lists->lines = lines + _mm_popcnt_u64(feeds);
  return odd_bytes(bytes, wanted->spoils) & ~cells;
}

}  // namespace

void mark_avx512(const char* text, size_t begin, size_t end, char delimiter, char odd_byte, uint8_t high_is_odd,
                 Marks* marks) {
  const Wanted wanted = {_mm512_set1_epi8('\n'), _mm512_set1_epi8(delimiter), _mm512_set1_epi8(odd_byte)};
  alignas(64) uint8_t order[64];
  for (int k = 0; k < 64; ++k) order[k] = (uint8_t)k;
  const __m512i lane = _mm512_load_si512(order);
  Lists lists = {marks->ends, marks->lines, marks->odd};
  __m512i all = _mm512_setzero_si512(), base = _mm512_set1_epi32((int)(uint32_t)begin);
  uint64_t all_cr = 0;
  const auto mark = [&](size_t i, __m512i bytes) __attribute__((always_inline)) {
    uint64_t odd = mark_cells(bytes, i, base, lane, &wanted, &lists);
    base = _mm512_add_epi32(base, _mm512_set1_epi32(64));
    all = _mm512_or_si512(all, bytes);
    if (high_is_odd != 0) odd |= _mm512_movepi8_mask(bytes);
    if (__builtin_expect(odd == 0, 1)) return;
    const uint64_t cr = odd & _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\r')) &
                        _mm512_cmpeq_epi8_mask(_mm512_loadu_si512(text + i + 1), wanted.line);
    all_cr |= cr;
    for (odd &= ~cr; odd != 0; odd = _blsr_u64(odd)) *lists.odds++ = (uint32_t)(i + _tzcnt_u64(odd));
  };
  size_t i = begin;
  for (; i + 64 <= end; i += 64) mark(i, _mm512_loadu_si512(text + i));
  if (i < end) {  // what is behind the end becomes blanks
    const __mmask64 here = (1ull << (end - i)) - 1;
    mark(i, _mm512_mask_mov_epi8(_mm512_set1_epi8(' '), here, _mm512_loadu_si512(text + i)));
  }
  marks->end_count = (size_t)(lists.ends - marks->ends);
  marks->line_count = (size_t)(lists.lines - marks->lines);
  marks->odd_count = (size_t)(lists.odds - marks->odd);
  marks->high = _mm512_movepi8_mask(all) != 0;
  marks->cr = all_cr != 0;
}

}  // namespace kernels::mark_rows_variants
