// select_cuts/<variant>/rows:N/<shape> and rank_desils/… (cuts and the desil of every family), all threads.
// `read_passes` is the time in plain read passes over the same scores and weights, measured in the same run.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "bench/read_pass.h"
#include "engine/desil/cuts.h"
#include "engine/parallel.h"
#include "kernels/cpu.h"

namespace {

enum class Ties { kReal, kHalf, kAll };

struct Families {
  std::vector<engine::PmtScore> scores;
  std::vector<std::uint16_t> weights;
};

Families make_families(std::size_t rows, Ties ties) {
  Families families;
  families.scores.resize(rows);
  families.weights.resize(rows);
  engine::parallel_for(rows, std::size_t{1} << 16, [&](std::size_t begin, std::size_t end) {
    std::mt19937_64 random(begin);
    std::normal_distribution<double> normal(14.27, 0.5);
    for (std::size_t i = begin; i < end; ++i) {
      const bool tied = ties == Ties::kAll || (ties == Ties::kHalf && random() % 2 == 0);
      families.scores[i] = tied ? 14 << 24 : static_cast<engine::PmtScore>(std::lround(normal(random) * 16777216));
      families.weights[i] = static_cast<std::uint16_t>(random() % 50 == 0 ? 0 : 1 + random() % 6);
    }
  });
  return families;
}

// Checks each cut by its definition: the weight up to it reaches the share, the weight below it does not.
bool right(const Families& families, const engine::Cuts& cuts) {
  std::uint64_t total = 0;
  for (const std::uint16_t w : families.weights) total += w;
  for (std::uint64_t k = 1; k <= 9; ++k) {
    std::uint64_t up_to = 0, below = 0;
    for (std::size_t i = 0; i < families.scores.size(); ++i) {
      if (families.scores[i] <= cuts[k - 1].score) up_to += families.weights[i];
      if (families.scores[i] < cuts[k - 1].score) below += families.weights[i];
    }
    if (10 * up_to < k * total || 10 * below >= k * total || up_to != cuts[k - 1].weight_up_to) return false;
  }
  return true;
}

void run(benchmark::State& state, kernels::SimdLevel level, std::size_t rows, Ties ties, bool assign) {
  const Families families = make_families(rows, ties);
  std::vector<engine::Desil> desils(rows);
  kernels::use_simd_level(level);
  const auto cuts = engine::select_cuts(families.scores, families.weights);
  if (!cuts || !right(families, *cuts)) state.SkipWithError("a cut is wrong");
  const double pass = bench::read_pass_seconds(
      std::vector{std::as_bytes(std::span(families.scores)), std::as_bytes(std::span(families.weights))});
  double seconds = 0;
  for (auto _ : state) {
    const auto start = std::chrono::steady_clock::now();
    const auto found = engine::select_cuts(families.scores, families.weights);
    if (assign) engine::assign_desils(families.scores, families.weights, *found, desils);
    const double taken = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    benchmark::DoNotOptimize(desils.data());
    state.SetIterationTime(taken);
    seconds += taken;
  }
  kernels::use_simd_level(kernels::supported_simd_level());
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(rows));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(rows * 6));
  state.counters["read_passes"] = seconds / static_cast<double>(state.iterations()) / pass;
}

const bool kRegistered = [] {
  struct Shape {
    const char* name;
    std::size_t rows;
    Ties ties;
  };
  const Shape shapes[] = {{"rows:1e5", 100'000, Ties::kReal},
                          {"rows:1e6", 1'000'000, Ties::kReal},
                          {"rows:1e6/ties:50pct", 1'000'000, Ties::kHalf},
                          {"rows:1e6/ties:100pct", 1'000'000, Ties::kAll},
                          {"rows:2e7", 20'000'000, Ties::kReal}};
  for (const auto level : {kernels::SimdLevel::kScalar, kernels::SimdLevel::kAvx2, kernels::SimdLevel::kAvx512}) {
    if (level > kernels::supported_simd_level()) continue;
    for (const Shape& shape : shapes) {
      const std::string variant = std::string(kernels::simd_level_name(level)) + "/" + shape.name;
      benchmark::RegisterBenchmark(("select_cuts/" + variant).c_str(), run, level, shape.rows, shape.ties, false)
          ->UseManualTime();
      benchmark::RegisterBenchmark(("rank_desils/" + variant).c_str(), run, level, shape.rows, shape.ties, true)
          ->UseManualTime();
    }
  }
  return true;
}();

}  // namespace
