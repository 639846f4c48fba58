#include "kernels/judge_rows_variants.h"

#include <immintrin.h>

namespace kernels::judge_rows_variants {
namespace {

__mmask8 lanes(size_t rows) { return rows >= 8 ? (__mmask8)0xFF : (__mmask8)((1u << rows) - 1); }

__m512i load(const uint64_t* values, size_t row, __mmask8 here) { return _mm512_maskz_loadu_epi64(here, values + row); }

// The 16-bit field of each lane that begins at `bit`.
__m512i field(__m512i bits, unsigned bit) {
  return _mm512_maskz_and_epi64(0xFF, _mm512_maskz_srli_epi64(0xFF, bits, bit), _mm512_set1_epi64(0xFFFF));
}

// Four bytes of a table for each index, widened.
__m512i look_up(__mmask8 here, __m512i at, const void* table, int scale_is_four) {
  const __m256i none = _mm256_setzero_si256();
  const __m256i found = scale_is_four != 0 ? _mm512_mask_i64gather_epi32(none, here, at, table, 4)
                                           : _mm512_mask_i64gather_epi32(none, here, at, table, 1);
  return _mm512_maskz_cvtepu32_epi64(0xFF, found);
}

// The first six of 16 digits. A number below 10^16 loses nothing as (n >> 10) + 1/2 in a double, and a quotient is at
// least 5·10^-8 away from the next whole number, far more than its rounding.
__m512i area_of(__m512i number) {
  const __m512d tenth = _mm512_cvtepu64_pd(_mm512_maskz_srli_epi64(0xFF, number, 10));
  const __m512d quotient = _mm512_mul_pd(_mm512_add_pd(tenth, _mm512_set1_pd(0.5)), _mm512_set1_pd(1.0 / 9765625.0));
  return _mm512_maskz_cvttpd_epu64(0xFF, quotient);
}

__mmask8 of_area(__mmask8 here, __m512i number, const Numbers* persons) {
  const __m512i area = look_up(here, area_of(number), persons->areas, 0);
  return _mm512_cmpeq_epi64_mask(_mm512_and_si512(area, _mm512_set1_epi64(0xFF)),
                                 _mm512_set1_epi64(persons->usual_area));
}

}  // namespace

void days_avx512(const Days* dates, size_t rows, uint16_t* days, uint8_t* marks) {
  const __m512i no_day = _mm512_set1_epi64(dates->no_day), one = _mm512_set1_epi64(1);
  const __m512i first_of_july = _mm512_set1_epi64(1ll << 16 | 7), end_of_year = _mm512_set1_epi64(31ll << 16 | 12);
  const __mmask8 has_last = dates->last_day != dates->no_day ? 0xFF : 0;
  for (size_t i = 0; i < rows; i += 8) {
    const __mmask8 here = lanes(rows - i);
    const __m512i bits = load(dates->dates, i, here);
    const __m512i whole_year =
        _mm512_add_epi64(_mm512_mul_epu32(field(bits, 0), _mm512_set1_epi64(100)), field(bits, 16));
    const __m512i year = _mm512_sub_epi64(whole_year, _mm512_set1_epi64(dates->first_year));
    const __m512i month = field(bits, 32), day = _mm512_sub_epi64(field(bits, 48), one);
    const __mmask8 in_table = _mm512_mask_cmplt_epu64_mask(
        _mm512_mask_cmplt_epu64_mask(here, year, _mm512_set1_epi64(dates->years)), month, _mm512_set1_epi64(16));
    const __m512i at = _mm512_add_epi64(_mm512_maskz_slli_epi64(0xFF, year, 4), month);
    const __m512i found = look_up(in_table, at, dates->months, 1);  // none has no days
    const __mmask8 exists = _mm512_cmplt_epu64_mask(day, _mm512_maskz_srli_epi64(0xFF, found, 16));
    const __m512i number =
        _mm512_mask_add_epi64(no_day, exists, _mm512_and_si512(found, _mm512_set1_epi64(0xFFFF)), day);
    const __m512i month_day = _mm512_maskz_srli_epi64(0xFF, bits, 32);
    const __mmask8 written = _mm512_test_epi64_mask(bits, bits);
    const __mmask8 late = has_last & _mm512_mask_cmpgt_epu64_mask(exists, number, _mm512_set1_epi64(dates->last_day));
    const __mmask8 usual_day =
        _mm512_cmpeq_epi64_mask(month_day, first_of_july) | _mm512_cmpeq_epi64_mask(month_day, end_of_year);
    _mm_storeu_si128((__m128i*)(days + i), _mm512_maskz_cvtepi64_epi16(0xFF, number));
    __m512i mark = _mm512_maskz_mov_epi64((__mmask8)~written, one);
    mark = _mm512_mask_or_epi64(mark, (__mmask8)(written & ~exists), mark, _mm512_set1_epi64(2));
    mark = _mm512_mask_or_epi64(mark, late, mark, _mm512_set1_epi64(4));
    mark = _mm512_mask_or_epi64(mark, usual_day, mark, _mm512_set1_epi64(8));
    _mm_storel_epi64((__m128i*)(marks + i), _mm512_maskz_cvtepi64_epi8(0xFF, mark));
  }
}

size_t unusual_avx512(const Numbers* persons, size_t rows, uint16_t* unusual) {
  const __m512i serial = _mm512_set1_epi64(0xFFFF), one = _mm512_set1_epi64(1);
  size_t count = 0;
  for (size_t i = 0; i < rows; i += 8) {
    const __mmask8 here = lanes(rows - i);
    const __m512i nik = load(persons->nik_tail, i, here), kk = load(persons->kk_tail, i, here);
    const __m512i birth = load(persons->birth, i, here);
    const __m512i sex = _mm512_maskz_cvtepu8_epi64(here, _mm_loadu_si128((const __m128i*)(persons->sex + i)));
    const __mmask8 woman = _mm512_cmpeq_epi64_mask(sex, _mm512_set1_epi64(2));
    const __m512i issued = _mm512_mask_add_epi64(birth, woman, birth, _mm512_set1_epi64(40ll << 48));
    const __m512i difference = _mm512_maskz_srli_epi64(0xFF, _mm512_xor_si512(nik, issued), 16);
    unsigned usual = _mm512_test_epi64_mask(sex, sex) & _mm512_test_epi64_mask(birth, birth);
    usual &= _mm512_testn_epi64_mask(difference, difference);
    usual &= _mm512_test_epi64_mask(nik, serial) & _mm512_test_epi64_mask(kk, serial);
    const __m512i at = _mm512_add_epi64(_mm512_maskz_slli_epi64(0xFF, field(kk, 48), 7), field(kk, 32));
    const __m512i year = _mm512_and_si512(_mm512_maskz_srli_epi64(0xFF, kk, 16), _mm512_set1_epi64(3));
    const __m512i possible = _mm512_maskz_srlv_epi64(0xFF, look_up(here, at, persons->days, 0), year);
    usual &= _mm512_test_epi64_mask(possible, one);
    usual &= of_area(here, load(persons->nik, i, here), persons) & of_area(here, load(persons->kk, i, here), persons);
    for (unsigned rest = (unsigned)here & ~usual; rest != 0; rest &= rest - 1) {
      unusual[count++] = (uint16_t)(i + (unsigned)__builtin_ctz(rest));
    }
  }
  return count;
}

}  // namespace kernels::judge_rows_variants
