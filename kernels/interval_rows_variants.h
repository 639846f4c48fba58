// Variants of kernels/interval_rows.h over raw pointers. The vector variants do whole vectors of rows from
// the first on and return how many rows they did in `*done`.
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace kernels::detail {

size_t interval_rows_scalar(const int32_t* values, size_t rows, const int32_t* begins, size_t intervals, uint32_t width,
                            uint32_t* found);
size_t interval_rows_avx2(const int32_t* values, size_t rows, const int32_t* begins, size_t intervals, uint32_t width,
                          uint32_t* found, size_t* done);
size_t interval_rows_avx512(const int32_t* values, size_t rows, const int32_t* begins, size_t intervals, uint32_t width,
                            uint32_t* found, size_t* done);

}  // namespace kernels::detail
