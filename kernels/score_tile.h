// Adds up one look-up per column for every row of nibble tiles: out[row] = intercept + Σ table[column][nibble].
//
// shape: `tables` holds 16 entries a column; `tiles` holds whole tiles of 128 rows in the layout of
//   engine/store/nibble_tiles.h: columns × 64 bytes a tile; out has 128 entries a tile. At least one column.
//   No alignment is needed; out must not overlap the inputs.
// units: whatever the tables hold; sums wrap modulo 2^32, so they are exact wherever the total fits int32,
//   whatever the order of the terms.
// missing: slot 15 of a table is an entry like the others.
// threads: safe, no state. answers: the same at every SIMD level.
// cost: bound by instructions: about 0.1 (AVX-512), 0.15 (AVX2) and 0.8 (scalar) cycles a row and
//   column, measured with 40 columns on a Xeon of 2.6 GHz.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace kernels {

inline constexpr std::size_t kScoreTileRows = 128;
inline constexpr std::size_t kScoreTileBytes = 64;
inline constexpr std::size_t kScoreTableSlots = 16;

void score_tiles(std::span<const std::uint8_t> tiles, std::span<const std::int32_t> tables, std::int32_t intercept,
                 std::span<std::int32_t> out);

}  // namespace kernels
