#include "kernels/score_tile.h"

#include <cassert>

#include "kernels/cpu.h"
#include "kernels/score_tile_variants.h"

namespace kernels {

void score_tiles(std::span<const std::uint8_t> tiles, std::span<const std::int32_t> tables, std::int32_t intercept,
                 std::span<std::int32_t> out) {
  const std::size_t columns = tables.size() / kScoreTableSlots;
  const std::size_t tile_count = out.size() / kScoreTileRows;
  assert(columns > 0 && tables.size() % kScoreTableSlots == 0 && out.size() % kScoreTileRows == 0);
  assert(tiles.size() == tile_count * columns * kScoreTileBytes);
  switch (simd_level()) {
    case SimdLevel::kAvx512:
      detail::score_tiles_avx512(tiles.data(), tile_count, columns, tables.data(), intercept, out.data());
      return;
    case SimdLevel::kAvx2:
      if (detail::score_tiles_avx2(tiles.data(), tile_count, columns, tables.data(), intercept, out.data())) return;
      break;
    case SimdLevel::kScalar: break;
  }
  detail::score_tiles_scalar(tiles.data(), tile_count, columns, tables.data(), intercept, out.data());
}

}  // namespace kernels
