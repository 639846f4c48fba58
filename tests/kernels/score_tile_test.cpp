#include "kernels/score_tile.h"

#include <catch2/catch.hpp>
#include <limits>
#include <random>
#include <vector>

#include "kernels/cpu.h"
#include "kernels/score_tile_variants.h"

namespace {

using kernels::SimdLevel;

struct RestoreSimd {
  SimdLevel before = kernels::simd_level();
  ~RestoreSimd() { kernels::use_simd_level(before); }
};

// Reads row r of a tile as the layout says it: nibble r / 16 of word r % 16.
unsigned nibble(const std::uint8_t* tile, std::size_t row) {
  const std::size_t position = row / 16;
  const unsigned byte = tile[(row % 16) * 4 + position / 2];
  return position % 2 == 0 ? byte & 15u : byte >> 4;
}

std::vector<std::int32_t> plain_scores(const std::vector<std::uint8_t>& tiles, std::size_t tile_count,
                                       const std::vector<std::int32_t>& tables, std::int32_t intercept) {
  const std::size_t columns = tables.size() / 16;
  std::vector<std::int32_t> out;
  for (std::size_t tile = 0; tile < tile_count; ++tile) {
    for (std::size_t row = 0; row < 128; ++row) {
      std::int64_t sum = intercept;
      for (std::size_t c = 0; c < columns; ++c) sum += tables[c * 16 + nibble(&tiles[(tile * columns + c) * 64], row)];
      out.push_back(static_cast<std::int32_t>(static_cast<std::uint32_t>(sum)));
    }
  }
  return out;
}

void require_every_level(const std::vector<std::uint8_t>& tiles, std::size_t tile_count,
                         const std::vector<std::int32_t>& tables, std::int32_t intercept) {
  const RestoreSimd restore;
  const auto wanted = plain_scores(tiles, tile_count, tables, intercept);
  for (const SimdLevel level : {SimdLevel::kScalar, SimdLevel::kAvx2, SimdLevel::kAvx512}) {
    if (!kernels::use_simd_level(level)) continue;
    INFO(kernels::simd_level_name(level) << " columns " << tables.size() / 16 << " tiles " << tile_count);
    std::vector<std::int32_t> out(tile_count * 128 + 16, 77);
    kernels::score_tiles(tiles, tables, intercept, std::span(out).first(tile_count * 128));
    REQUIRE(std::vector<std::int32_t>(out.begin() + static_cast<std::ptrdiff_t>(tile_count * 128), out.end()) ==
            std::vector<std::int32_t>(16, 77));
    out.resize(tile_count * 128);
    REQUIRE(out == wanted);
  }
}

}  // namespace

TEST_CASE("score_tiles: every SIMD level gives the plain sum for 1 to 70 columns", "[score_tile]") {
  std::mt19937_64 random(11);
  for (const std::size_t columns : {1u, 2u, 3u, 4u, 5u, 7u, 8u, 16u, 39u, 40u, 41u, 70u}) {
    for (const std::size_t tile_count : {0u, 1u, 2u, 5u}) {
      std::vector<std::uint8_t> tiles(tile_count * columns * 64);
      for (auto& b : tiles) b = static_cast<std::uint8_t>(random());
      std::vector<std::int32_t> tables(columns * 16);
      for (auto& t : tables) t = static_cast<std::int32_t>(random() % (1u << 25)) - (1 << 24);
      require_every_level(tiles, tile_count, tables, 14 << 24);
    }
  }
}

TEST_CASE("score_tiles: the widest coefficients and many columns stay exact at every SIMD level", "[score_tile]") {
  std::mt19937_64 random(12);
  for (const std::int64_t spread : {(std::int64_t{1} << 28) - 1, std::int64_t{1} << 28, (std::int64_t{1} << 32) - 1}) {
    for (const std::size_t columns : {1u, 2u, 33u, 255u, 256u, 257u}) {
      std::vector<std::uint8_t> tiles(columns * 64);
      for (auto& b : tiles) b = static_cast<std::uint8_t>(random());
      std::vector<std::int32_t> tables(columns * 16);
      for (auto& t : tables) {  // the two ends of the spread, so that every plane is full
        t = static_cast<std::int32_t>(random() % 2 == 0 ? -(spread + 1) / 2 : spread / 2);
      }
      require_every_level(tiles, 1, tables, std::numeric_limits<std::int32_t>::max());
    }
  }
}

TEST_CASE("score_tiles: a tile may start at any address", "[score_tile]") {
  std::mt19937_64 random(13);
  std::vector<std::int32_t> tables(3 * 16);
  for (auto& t : tables) t = static_cast<std::int32_t>(random() % 1000);
  const RestoreSimd restore;
  for (std::size_t offset = 0; offset < 64; offset += 7) {
    std::vector<std::uint8_t> bytes(offset + 3 * 64);
    for (auto& b : bytes) b = static_cast<std::uint8_t>(random());
    const std::vector<std::uint8_t> tile(bytes.begin() + static_cast<std::ptrdiff_t>(offset), bytes.end());
    for (const SimdLevel level : {SimdLevel::kScalar, SimdLevel::kAvx2, SimdLevel::kAvx512}) {
      if (!kernels::use_simd_level(level)) continue;
      std::vector<std::int32_t> out(128);
      kernels::score_tiles(std::span<const std::uint8_t>(bytes).subspan(offset), tables, 5, out);
      REQUIRE(out == plain_scores(tile, 1, tables, 5));
    }
  }
}

TEST_CASE("score_tiles: the AVX2 variant declines tables that do not fit its planes", "[score_tile]") {
  if (kernels::supported_simd_level() < SimdLevel::kAvx2) return;
  std::vector<std::uint8_t> tile(64, 0x10);
  std::vector<std::int32_t> out(128, -1), table(16, 0);
  table[1] = (1 << 28) - 1;
  REQUIRE(kernels::detail::score_tiles_avx2(tile.data(), 1, 1, table.data(), 0, out.data()));
  REQUIRE(out[16] == (1 << 28) - 1);
  table[1] = 1 << 28;
  out.assign(128, -1);
  REQUIRE_FALSE(kernels::detail::score_tiles_avx2(tile.data(), 1, 1, table.data(), 0, out.data()));
  REQUIRE(out == std::vector<std::int32_t>(128, -1));
}
