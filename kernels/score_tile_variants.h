// Variants of kernels/score_tile.h over raw pointers.
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace kernels::detail {

void score_tiles_scalar(const uint8_t* tiles, size_t tile_count, size_t columns, const int32_t* tables,
                        int32_t intercept, int32_t* out);
// Returns false and writes nothing where it cannot hold the tables: more than 256 columns, or a column
// whose entries lie 2^28 or more apart.
bool score_tiles_avx2(const uint8_t* tiles, size_t tile_count, size_t columns, const int32_t* tables, int32_t intercept,
                      int32_t* out);
void score_tiles_avx512(const uint8_t* tiles, size_t tile_count, size_t columns, const int32_t* tables,
                        int32_t intercept, int32_t* out);

}  // namespace kernels::detail
