// lift_ranks/<mode>/<variant>/rows:N: what a ranking mode adds before the desils are cut, all threads, 514 regencies of
// uneven size, 19 points each.
// `to_national` is its time in times of the plain national ranking (cuts and the desil of every family) of the same
// rows, `read_passes` in plain read passes over scores and weights, both measured in the same run.
#include <benchmark/benchmark.h>

#include <chrono>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "bench/read_pass.h"
#include "engine/desil/cuts.h"
#include "engine/desil/lift.h"
#include "engine/desil/ln_rupiah.h"
#include "engine/desil/source_groups.h"
#include "engine/desil/weighted_quantiles.h"
#include "engine/parallel.h"
#include "kernels/cpu.h"

namespace {

using engine::PmtScore;

struct Nation {
  std::vector<PmtScore> scores;
  std::vector<std::uint16_t> weights;
  std::vector<std::uint8_t> lists;
  std::vector<engine::RegionRange> regencies;
  engine::ExpenditureTable table;
  std::vector<std::optional<std::size_t>> distributions;
};

Nation make_nation(std::size_t rows) {
  constexpr std::size_t kRegencies = 514;
  Nation nation;
  nation.scores.resize(rows);
  nation.weights.resize(rows);
  nation.lists.resize(rows);
  // Regency i has a share like (i + 1): from hardly any family to twice the mean.
  for (std::size_t i = 0; i < kRegencies; ++i) {
    const std::size_t whole = kRegencies * (kRegencies + 1) / 2;
    nation.regencies.push_back({static_cast<std::uint32_t>(1101 + i), rows * (i * (i + 1) / 2) / whole,
                                rows * ((i + 1) * (i + 2) / 2) / whole});
    engine::ExpenditureDistribution distribution;
    distribution.region = nation.regencies.back().code;
    for (std::uint32_t share = 500; share < engine::kWholeShare; share += 500) {
      distribution.shares.push_back(share);
      distribution.rupiah.push_back((400'000 + i * 1000) * (1 + share / 500) / 2);
    }
    nation.table.push_back(distribution);
    nation.distributions.emplace_back(i);
  }
  engine::parallel_for(rows, std::size_t{1} << 16, [&](std::size_t begin, std::size_t end) {
    std::mt19937_64 random(begin);
    std::normal_distribution<double> normal(14.27, 0.5);
    for (std::size_t f = begin; f < end; ++f) {
      nation.scores[f] = static_cast<PmtScore>(std::lround(normal(random) * 16777216));
      nation.weights[f] = static_cast<std::uint16_t>(random() % 50 == 0 ? 0 : 1);
      nation.lists[f] = static_cast<std::uint8_t>(1 | (random() % 5 < 2 ? 2 : 0) | (random() % 4 < 3 ? 4 : 0));
    }
  });
  return nation;
}

// Checks the definition: in each regency the families up to an anchor's target weigh at least its share.
bool right(const Nation& nation, const std::vector<PmtScore>& lifted) {
  for (std::size_t i = 0; i < nation.regencies.size(); ++i) {
    const engine::ExpenditureDistribution& distribution = nation.table[i];
    for (std::size_t point = 0; point < distribution.shares.size(); ++point) {
      const PmtScore target = engine::ln_rupiah(distribution.rupiah[point]);
      std::uint64_t up_to = 0, below = 0, whole = 0;
      for (std::size_t f = nation.regencies[i].begin; f < nation.regencies[i].end; ++f) {
        whole += nation.weights[f];
        up_to += nation.weights[f] != 0 && lifted[f] <= target ? nation.weights[f] : 0u;
        below += nation.weights[f] != 0 && lifted[f] < target ? nation.weights[f] : 0u;
      }
      const std::uint64_t wanted = whole * distribution.shares[point];
      if (whole > 1000 && (up_to * engine::kWholeShare < wanted || below * engine::kWholeShare > wanted)) return false;
    }
  }
  return true;
}

template <class Body>
double seconds_of(Body&& body) {
  const auto start = std::chrono::steady_clock::now();
  body();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void run(benchmark::State& state, kernels::SimdLevel level, std::size_t rows, bool groups) {
  const Nation nation = make_nation(rows);
  std::vector<PmtScore> lifted(rows);
  std::vector<engine::Desil> desils(rows);
  kernels::use_simd_level(level);
  const std::vector<engine::SourceListRule> rules{{4, 0, 100}, {2, 0, 40}, {1, 0, 100}};
  const auto lift = [&] {
    std::span<const PmtScore> values = nation.scores;
    if (groups) {
      engine::combine_positions(nation.scores, nation.weights, nation.lists, rules, nation.regencies, lifted);
      values = lifted;
    }
    engine::lift_to_expenditure(values, nation.weights, nation.regencies, nation.table, nation.distributions, lifted);
  };
  const auto national = [&] {
    const auto cuts = engine::select_cuts(nation.scores, nation.weights);
    engine::assign_desils(nation.scores, nation.weights, *cuts, desils);
  };
  lift();
  if (!right(nation, lifted)) state.SkipWithError("a lifted quantile is wrong");
  const double pass = bench::read_pass_seconds(
      std::vector{std::as_bytes(std::span(nation.scores)), std::as_bytes(std::span(nation.weights))});
  double seconds = 0, plain = 0;
  for (auto _ : state) {
    plain += seconds_of(national);
    const double taken = seconds_of(lift);
    benchmark::DoNotOptimize(lifted.data());
    state.SetIterationTime(taken);
    seconds += taken;
  }
  kernels::use_simd_level(kernels::supported_simd_level());
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(rows));
  state.counters["to_national"] = seconds / plain;
  state.counters["read_passes"] = seconds / static_cast<double>(state.iterations()) / pass;
}

const bool kRegistered = [] {
  for (const bool groups : {false, true}) {
    for (const auto level : {kernels::SimdLevel::kScalar, kernels::SimdLevel::kAvx2, kernels::SimdLevel::kAvx512}) {
      if (level > kernels::supported_simd_level()) continue;
      for (const auto& [name, rows] : {std::pair{"rows:1e6", std::size_t{1'000'000}}, {"rows:2e7", 20'000'000}}) {
        const std::string variant =
            std::string(groups ? "groups/" : "lifted/") + std::string(kernels::simd_level_name(level)) + "/" + name;
        benchmark::RegisterBenchmark(("lift_ranks/" + variant).c_str(), run, level, rows, groups)->UseManualTime();
      }
    }
  }
  return true;
}();

}  // namespace
