#include "kernels/read_cells_variants.h"

#include <immintrin.h>

namespace kernels::read_cells_variants {
namespace {

__m128i load(const char* at) { return _mm_loadu_si128((const __m128i*)at); }

// The digits of 16 bytes as numbers; `wrong` is set where a byte is none.
__m128i digits_of(__m128i bytes, unsigned* wrong) {
  const __m128i digits = _mm_sub_epi8(bytes, _mm_set1_epi8('0'));
  const __m128i limited = _mm_min_epu8(digits, _mm_set1_epi8(9));
  *wrong = _mm_movemask_epi8(_mm_cmpeq_epi8(limited, digits)) != 0xFFFF;
  return digits;
}

// Two digits each become a 16-bit number.
__m128i pairs_of(__m128i digits) { return _mm_maddubs_epi16(digits, _mm_set1_epi16(0x010A)); }

uint64_t number_of(__m128i pairs) {
  const __m128i fours = _mm_madd_epi16(pairs, _mm_set1_epi32(0x00010064));
  const __m128i eights = _mm_madd_epi16(_mm_packus_epi32(fours, fours), _mm_set1_epi32(0x00012710));
  const uint64_t both = (uint64_t)_mm_cvtsi128_si64(eights);
  return (both & 0xFFFFFFFF) * 100000000ull + (both >> 32);
}

// 1 where the value of a cell is to be left to the caller, by its width and content; it becomes 0, as of empty cells.
uint8_t settle(const Cells* cells, size_t size, size_t width, unsigned wrong, uint64_t* value) {
  const unsigned empty = size == 0 && cells->may_be_empty != 0;
  const unsigned plain = size == width && wrong == 0;
  *value = plain ? *value : 0;
  return (uint8_t) !(plain | empty);
}

}  // namespace

void numbers16_avx2(const Cells* cells, size_t rows, uint64_t* values, uint64_t* tails, uint8_t* odd) {
  const __m128i tail = _mm_setr_epi8(12, 14, 10, -1, 8, -1, 6, -1, -1, -1, -1, -1, -1, -1, -1, -1);
  const uint32_t* end = cells->ends;
  for (size_t i = 0; i < rows; ++i, end += cells->stride) {
    const uint32_t begin = end[-1] + cells->skip, size = *end - end[-1] - cells->between;
    unsigned wrong;
    const __m128i pairs = pairs_of(digits_of(load(cells->text + begin), &wrong));
    uint64_t value = number_of(pairs);
    wrong |= value == 0;
    odd[i] |= settle(cells, size, 16, wrong, &value);
    values[i] = value;
    tails[i] = value == 0 ? 0 : (uint64_t)_mm_cvtsi128_si64(_mm_shuffle_epi8(pairs, tail));
  }
}

void codes10_avx2(const Cells* cells, size_t rows, uint64_t* values, uint8_t* odd) {
  // Ten digits, six zeros before them.
  const __m128i behind = _mm_setr_epi8(-1, -1, -1, -1, -1, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  const __m128i zeros = _mm_setr_epi8('0', '0', '0', '0', '0', '0', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  const uint32_t* end = cells->ends;
  for (size_t i = 0; i < rows; ++i, end += cells->stride) {
    const uint32_t begin = end[-1] + cells->skip, size = *end - end[-1] - cells->between;
    unsigned wrong;
    const __m128i bytes = _mm_or_si128(_mm_shuffle_epi8(load(cells->text + begin), behind), zeros);
    uint64_t value = number_of(pairs_of(digits_of(bytes, &wrong)));
    wrong |= value == 0;
    odd[i] |= settle(cells, size, 10, wrong, &value);
    values[i] = value;
  }
}

void dates_avx2(const Cells* cells, size_t rows, const Layout* layout, uint64_t* values, uint8_t* odd) {
  // The eight digits, then the separators, which are turned into '0' where they are right.
  alignas(16) uint8_t order[16];
  alignas(16) char turn[16] = {};
  for (int k = 0; k < 8; ++k) order[k] = layout->order[k];
  for (int k = 8; k < 16; ++k) {
    const int which = k & 1;
    order[k] = layout->separator_at[which];
    if (layout->separator[which] == '\0') order[k] = layout->order[0];
    if (layout->separator[which] != '\0') turn[k] = (char)(layout->separator[which] ^ '0');
  }
  const __m128i places = _mm_load_si128((const __m128i*)order), turned = _mm_load_si128((const __m128i*)turn);
  // A wrong separator must become no digit: it may differ from the right one by less than 10.
  const __m128i tested =
      _mm_cmpgt_epi8(_mm_setr_epi8(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1), _mm_setzero_si128());
  const __m128i none = _mm_cmpeq_epi8(turned, _mm_setzero_si128());
  const __m128i exact = _mm_andnot_si128(none, tested);
  const uint32_t* end = cells->ends;
  for (size_t i = 0; i < rows; ++i, end += cells->stride) {
    const uint32_t begin = end[-1] + cells->skip, size = *end - end[-1] - cells->between;
    unsigned wrong;
    const __m128i bytes = _mm_xor_si128(_mm_shuffle_epi8(load(cells->text + begin), places), turned);
    const __m128i digits = digits_of(bytes, &wrong);
    wrong |= _mm_testz_si128(digits, exact) == 0;
    uint64_t value = (uint64_t)_mm_cvtsi128_si64(pairs_of(digits));
    wrong |= value == 0;
    odd[i] |= settle(cells, size, layout->width, wrong, &value);
    values[i] = value;
  }
}

}  // namespace kernels::read_cells_variants
