#include "kernels/read_cells_variants.h"

#include <immintrin.h>

namespace kernels::read_cells_variants {
namespace {

// The cells of four rows, 16 bytes each. `off`: 0 where all are as long as wanted.
struct FourCells {
  __m512i bytes;
  uint32_t off;
};

__attribute__((always_inline)) inline __m128i cell_at(const Cells* cells, const uint32_t* end, uint32_t width,
                                                      uint32_t* off) {
  const uint32_t before = end[-1];
  *off |= (*end - before - cells->between) ^ width;
  return _mm_loadu_si128((const __m128i*)(cells->text + (before + cells->skip)));
}

// Behind the last row it is the last row again.
__attribute__((always_inline)) inline FourCells load(const Cells* cells, size_t row, size_t rows, uint32_t width) {
  const size_t left = rows - row - 1, stride = cells->stride;
  const uint32_t* const end = cells->ends + row * stride;
  uint32_t off = 0;
  const __m128i first = cell_at(cells, end, width, &off);
  const __m128i second = cell_at(cells, end + (left < 1 ? left : 1) * stride, width, &off);
  const __m128i third = cell_at(cells, end + (left < 2 ? left : 2) * stride, width, &off);
  const __m128i fourth = cell_at(cells, end + (left < 3 ? left : 3) * stride, width, &off);
  const __m256i low = _mm256_inserti128_si256(_mm256_castsi128_si256(first), second, 1);
  const __m256i high = _mm256_inserti128_si256(_mm256_castsi128_si256(third), fourth, 1);
  return {_mm512_inserti64x4(_mm512_castsi256_si512(low), high, 1), off};
}

// Two digits each become a 16-bit number.
__m512i pairs_of(__m512i digits) { return _mm512_maddubs_epi16(digits, _mm512_set1_epi16(0x010A)); }

// The numbers of 16 digits, in the low half of each quarter.
__m512i numbers_of(__m512i pairs) {
  const __m512i fours = _mm512_madd_epi16(pairs, _mm512_set1_epi32(0x00010064));
  const __m512i eights = _mm512_madd_epi16(_mm512_packus_epi32(fours, fours), _mm512_set1_epi32(0x00012710));
  return _mm512_add_epi64(_mm512_mul_epu32(eights, _mm512_set1_epi64(100000000)), _mm512_srli_epi64(eights, 32));
}

__m256i low_halves(__m512i quarters) {
  const __m512i order = _mm512_set_epi64(6, 4, 2, 0, 6, 4, 2, 0);
  return _mm512_maskz_extracti64x4_epi64(0xF, _mm512_maskz_permutexvar_epi64(0xFF, order, quarters), 0);
}

// Looks at four rows one by one of which one is not plain: writes 0 for it and marks it where it is not empty.
// `wrong` has 16 bits for each.
__attribute__((noinline)) void settle_each(const Cells* cells, size_t row, size_t rows, uint32_t width, uint64_t wrong,
                                           uint64_t* values, uint8_t* odd) {
  for (size_t k = 0; k < 4; ++k) {
    const size_t here = row + k < rows ? row + k : rows - 1;
    const uint32_t* const end = cells->ends + here * cells->stride;
    const uint32_t size = *end - end[-1] - cells->between;
    if (size == width && (uint16_t)(wrong >> (16 * k)) == 0) continue;
    values[k] = 0;
    if (size != 0 || cells->may_be_empty == 0) odd[k] = 1;
  }
}

uint64_t not_digits(__m512i digits) { return _mm512_cmpgt_epu8_mask(digits, _mm512_set1_epi8(9)); }

// 16 bits for each number that is zero.
uint64_t zeros(__m512i numbers) {
  const uint64_t zero = _mm512_testn_epi64_mask(numbers, numbers) & 0x55;
  if (__builtin_expect(zero == 0, 1)) return 0;
  return (zero & 1) | (zero >> 2 & 1) << 16 | (zero >> 4 & 1) << 32 | (zero >> 6 & 1) << 48;
}

}  // namespace

void numbers16_avx512(const Cells* cells, size_t rows, uint64_t* values, uint64_t* tails, uint8_t* odd) {
  const __m512i tail =
      _mm512_broadcast_i32x4(_mm_setr_epi8(12, 14, 10, -1, 8, -1, 6, -1, -1, -1, -1, -1, -1, -1, -1, -1));
  for (size_t i = 0; i < rows; i += 4) {
    const FourCells four = load(cells, i, rows, 16);
    const __m512i digits = _mm512_sub_epi8(four.bytes, _mm512_set1_epi8('0'));
    const __m512i pairs = pairs_of(digits), numbers = numbers_of(pairs);
    _mm256_storeu_si256((__m256i*)(tails + i), low_halves(_mm512_shuffle_epi8(pairs, tail)));
    _mm256_storeu_si256((__m256i*)(values + i), low_halves(numbers));
    const uint64_t wrong = not_digits(digits) | zeros(numbers);
    if (__builtin_expect((four.off | wrong) == 0, 1)) continue;
    settle_each(cells, i, rows, 16, wrong, values + i, odd + i);
    for (size_t k = 0; k < 4; ++k) tails[i + k] = values[i + k] == 0 ? 0 : tails[i + k];
  }
}

void codes10_avx512(const Cells* cells, size_t rows, uint64_t* values, uint8_t* odd) {
  // Ten digits, six zeros before them.
  const __m512i behind = _mm512_broadcast_i32x4(_mm_setr_epi8(-1, -1, -1, -1, -1, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
  const uint64_t kept = 0xFFC0FFC0FFC0FFC0ull;
  for (size_t i = 0; i < rows; i += 4) {
    const FourCells four = load(cells, i, rows, 10);
    const __m512i bytes = _mm512_shuffle_epi8(four.bytes, behind);
    const __m512i digits = _mm512_maskz_sub_epi8(kept, bytes, _mm512_set1_epi8('0'));
    const __m512i numbers = numbers_of(pairs_of(digits));
    _mm256_storeu_si256((__m256i*)(values + i), low_halves(numbers));
    const uint64_t wrong = not_digits(digits) | zeros(numbers);
    if (__builtin_expect((four.off | wrong) != 0, 0)) settle_each(cells, i, rows, 10, wrong, values + i, odd + i);
  }
}

void dates_avx512(const Cells* cells, size_t rows, const Layout* layout, uint64_t* values, uint8_t* odd) {
  // The eight digits, then the separators, which must be the right bytes.
  alignas(16) uint8_t order[16];
  alignas(16) char wanted[16] = {};
  uint16_t exact = 0;
  for (int k = 0; k < 8; ++k) order[k] = layout->order[k];
  for (int k = 8; k < 16; ++k) {
    const int which = k & 1;
    order[k] = layout->separator_at[which];
    wanted[k] = layout->separator[which];
    if (wanted[k] != '\0') exact = (uint16_t)(exact | 1u << k);
  }
  const __m512i places = _mm512_broadcast_i32x4(_mm_load_si128((const __m128i*)order));
  const __m512i separators = _mm512_broadcast_i32x4(_mm_load_si128((const __m128i*)wanted));
  const uint64_t exact_lanes = exact * 0x0001000100010001ull, digit_lanes = 0x00FF00FF00FF00FFull;
  for (size_t i = 0; i < rows; i += 4) {
    const FourCells four = load(cells, i, rows, layout->width);
    const __m512i bytes = _mm512_shuffle_epi8(four.bytes, places);
    const __m512i digits = _mm512_sub_epi8(bytes, _mm512_set1_epi8('0'));
    const __m512i pairs = pairs_of(digits);
    _mm256_storeu_si256((__m256i*)(values + i), low_halves(pairs));
    const uint64_t wrong = (not_digits(digits) & digit_lanes) |
                           _mm512_mask_cmpneq_epi8_mask(exact_lanes, bytes, separators) | zeros(pairs);
    if (__builtin_expect((four.off | wrong) != 0, 0)) {
      settle_each(cells, i, rows, layout->width, wrong, values + i, odd + i);
    }
  }
}

}  // namespace kernels::read_cells_variants
