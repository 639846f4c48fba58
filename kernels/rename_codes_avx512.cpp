#include "kernels/rename_codes_variants.h"

#include <immintrin.h>

namespace kernels::rename_codes_variants {
namespace {

struct Tables {
  __m512i field, first, width;
};

__m512i of_class(__m512i numbers, __m512i table) {
  const __m512i kind = _mm512_and_si512(numbers, _mm512_set1_epi64(3));
  return _mm512_maskz_permutexvar_epi64(0xFF, kind, table);
}

// Takes the next number of each lane off and gives its new one.
__m512i next_numbers(__m512i* rest, const Tables* tables, const uint32_t* renamed) {
  const __m512i field = _mm512_and_si512(_mm512_maskz_srli_epi64(0xFF, *rest, 2), of_class(*rest, tables->field));
  const __m512i place = _mm512_add_epi64(field, of_class(*rest, tables->first));
  *rest = _mm512_maskz_srlv_epi64(0xFF, *rest, of_class(*rest, tables->width));
  const __m256i found = _mm512_mask_i64gather_epi32(_mm256_setzero_si256(), 0xFF, place, renamed, 4);
  return _mm512_maskz_cvtepu32_epi64(0xFF, found);
}

__m512i widths(__m512i numbers, const Tables* tables) {
  const __mmask8 there = _mm512_test_epi64_mask(numbers, numbers);
  return _mm512_maskz_mov_epi64(there, of_class(numbers, tables->width));
}

}  // namespace

size_t rename_avx512(uint64_t* codes, size_t count, const Classes* classes, const uint32_t* renamed, uint32_t* left) {
  const Tables tables = {_mm512_load_si512(classes->field), _mm512_load_si512(classes->first),
                         _mm512_load_si512(classes->width)};
  const __m512i one = _mm512_set1_epi64(1);
  size_t others = 0;
  for (size_t i = 0; i < count; i += 8) {
    const __mmask8 here = count - i >= 8 ? (__mmask8)0xFF : (__mmask8)((1u << (count - i)) - 1);
    const __m512i code = _mm512_maskz_loadu_epi64(here, codes + i);
    const __mmask8 odd = _mm512_test_epi64_mask(code, one);
    __m512i rest = _mm512_maskz_srli_epi64((__mmask8)~odd, code, 1);
    const __m512i first = next_numbers(&rest, &tables, renamed), second = next_numbers(&rest, &tables, renamed),
                  third = next_numbers(&rest, &tables, renamed);
    const __m512i second_at = _mm512_add_epi64(one, of_class(first, tables.width));
    const __m512i third_at = _mm512_add_epi64(second_at, widths(second, &tables));
    const __m512i end = _mm512_add_epi64(third_at, widths(third, &tables));
    const __m512i all = _mm512_or_si512(_mm512_or_si512(first, second), third);
    const __m512i packed = _mm512_or_si512(_mm512_maskz_slli_epi64(0xFF, first, 1),
                                           _mm512_or_si512(_mm512_maskz_sllv_epi64(0xFF, second, second_at),
                                                           _mm512_maskz_sllv_epi64(0xFF, third, third_at)));
    const unsigned stays =
        here & (odd | _mm512_test_epi64_mask(rest, rest) | _mm512_test_epi64_mask(all, _mm512_set1_epi64(3ll << 30)) |
                _mm512_cmpgt_epu64_mask(end, _mm512_set1_epi64(64)));
    _mm512_mask_storeu_epi64(codes + i, (__mmask8)(here & ~stays), packed);
    for (unsigned k = stays; k != 0; k &= k - 1) left[others++] = (uint32_t)(i + (unsigned)__builtin_ctz(k));
  }
  return others;
}

}  // namespace kernels::rename_codes_variants
