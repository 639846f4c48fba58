// Variants of kernels/assign_desil.h over raw pointers. The vector variants do whole vectors of rows from
// the first on and return how many rows they did.
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace kernels::detail {

void assign_desil_scalar(const int32_t* scores, const uint16_t* weights, size_t rows, const int32_t* limits,
                         uint8_t* out);
size_t assign_desil_avx2(const int32_t* scores, const uint16_t* weights, size_t rows, const int32_t* limits,
                         uint8_t* out);
size_t assign_desil_avx512(const int32_t* scores, const uint16_t* weights, size_t rows, const int32_t* limits,
                           uint8_t* out);

}  // namespace kernels::detail
