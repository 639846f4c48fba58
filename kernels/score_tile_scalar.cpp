#include <string.h>

#include "kernels/score_tile_variants.h"

namespace kernels::detail {

void score_tiles_scalar(const uint8_t* tiles, size_t tile_count, size_t columns, const int32_t* tables,
                        int32_t intercept, int32_t* out) {
  for (size_t tile = 0; tile < tile_count; ++tile) {
    uint32_t sums[128];  // unsigned: wraps as the vector variants do
    for (uint32_t& sum : sums) sum = static_cast<uint32_t>(intercept);
    for (size_t column = 0; column < columns; ++column) {
      const uint8_t* bytes = tiles + (tile * columns + column) * 64;
      const int32_t* table = tables + column * 16;
      for (size_t word = 0; word < 16; ++word) {
        uint32_t nibbles = 0;
        memcpy(&nibbles, bytes + word * 4, 4);
        for (size_t i = 0; i < 8; ++i) {
          sums[i * 16 + word] += static_cast<uint32_t>(table[(nibbles >> (4 * i)) & 15u]);
        }
      }
    }
    memcpy(out + tile * 128, sums, sizeof sums);
  }
}

}  // namespace kernels::detail
