// score_tile/<variant>/features:N — the kernel over 2^18 families in cache-sized steps, one thread.
#include <benchmark/benchmark.h>

#include <random>
#include <string>
#include <vector>

#include "kernels/cpu.h"
#include "kernels/score_tile.h"
#include "kernels/score_tile_variants.h"

namespace {

struct Tiles {
  std::vector<std::uint8_t> tiles;
  std::vector<std::int32_t> tables, wanted;
  std::size_t count = 0;
};

Tiles make_tiles(std::size_t columns) {
  std::mt19937_64 random(1);
  Tiles data;
  data.count = 2048;
  data.tiles.resize(data.count * columns * kernels::kScoreTileBytes);
  for (auto& b : data.tiles) b = static_cast<std::uint8_t>(random());
  data.tables.resize(columns * kernels::kScoreTableSlots);
  for (auto& t : data.tables) t = static_cast<std::int32_t>(random() % (1u << 24)) - (1 << 23);
  data.wanted.resize(data.count * kernels::kScoreTileRows);
  kernels::detail::score_tiles_scalar(data.tiles.data(), data.count, columns, data.tables.data(), 14 << 24,
                                      data.wanted.data());
  return data;
}

void score_tile(benchmark::State& state, kernels::SimdLevel level, std::size_t columns) {
  const Tiles data = make_tiles(columns);
  std::vector<std::int32_t> out(data.wanted.size());
  kernels::use_simd_level(level);
  kernels::score_tiles(data.tiles, data.tables, 14 << 24, out);
  if (out != data.wanted) state.SkipWithError("scores differ from scalar");
  for (auto _ : state) {
    kernels::score_tiles(data.tiles, data.tables, 14 << 24, out);
    benchmark::DoNotOptimize(out.data());
  }
  kernels::use_simd_level(kernels::supported_simd_level());
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(out.size()));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(data.tiles.size() + out.size() * 4));
}

const bool kRegistered = [] {
  for (const auto level : {kernels::SimdLevel::kScalar, kernels::SimdLevel::kAvx2, kernels::SimdLevel::kAvx512}) {
    if (level > kernels::supported_simd_level()) continue;
    for (const std::size_t columns : {10u, 40u}) {
      const std::string name =
          "score_tile/" + std::string(kernels::simd_level_name(level)) + "/features:" + std::to_string(columns);
      benchmark::RegisterBenchmark(name.c_str(), score_tile, level, columns);
    }
  }
  return true;
}();

}  // namespace
