// Variants of judge_rows for each SIMD level: plain pointers, so that no inline function is shared. Dates and tails of
// numbers are bits as in read_cells.h.
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace kernels::judge_rows_variants {

struct Days {
  const uint64_t* dates;
  const uint32_t* months;
  uint32_t first_year, years;
  uint16_t no_day, last_day;
};

struct Numbers {
  const uint64_t *nik, *kk, *nik_tail, *kk_tail, *birth;
  const uint8_t *sex, *areas, *days;
  uint8_t usual_area;
};

void days_scalar(const Days* dates, size_t rows, uint16_t* days, uint8_t* marks);
void days_avx512(const Days* dates, size_t rows, uint16_t* days, uint8_t* marks);

size_t unusual_scalar(const Numbers* persons, size_t rows, uint16_t* unusual);
size_t unusual_avx512(const Numbers* persons, size_t rows, uint16_t* unusual);

}  // namespace kernels::judge_rows_variants
