// Variants of read_cells for each SIMD level: plain pointers, so that no inline function is shared.
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace kernels::read_cells_variants {

struct Cells {
  const char* text;
  const uint32_t* ends;
  size_t stride;
  uint32_t skip, between;  // a cell begins `skip` behind the end before it, and is `between` shorter than its distance
  uint8_t may_be_empty;    // 0 or 1
};

// order: the place in the cell of each digit of YYYYMMDD.
struct Layout {
  uint8_t width;
  uint8_t order[8];
  uint8_t separator_at[2];
  char separator[2];  // where none is wanted, separator_at names a byte that is a digit, and this is '\0'
};

void numbers16_scalar(const Cells* cells, size_t rows, uint64_t* values, uint64_t* tails, uint8_t* odd);
void numbers16_avx2(const Cells* cells, size_t rows, uint64_t* values, uint64_t* tails, uint8_t* odd);
void numbers16_avx512(const Cells* cells, size_t rows, uint64_t* values, uint64_t* tails, uint8_t* odd);

void codes10_scalar(const Cells* cells, size_t rows, uint64_t* values, uint8_t* odd);
void codes10_avx2(const Cells* cells, size_t rows, uint64_t* values, uint8_t* odd);
void codes10_avx512(const Cells* cells, size_t rows, uint64_t* values, uint8_t* odd);

void dates_scalar(const Cells* cells, size_t rows, const Layout* layout, uint64_t* values, uint8_t* odd);
void dates_avx2(const Cells* cells, size_t rows, const Layout* layout, uint64_t* values, uint8_t* odd);
void dates_avx512(const Cells* cells, size_t rows, const Layout* layout, uint64_t* values, uint8_t* odd);

}  // namespace kernels::read_cells_variants
