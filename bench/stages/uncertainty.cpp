// uncertainty/<variant>/rows:N: true cuts of the nation, its provinces and regencies, the chances of every family at
// three levels, expected errors and firm desils, all threads. `look_up` is engine/desil/uncertainty.h; `erfc` is the
// same sums of chances by the C library's erfc in doubles, given the cuts (so it does less).
#include <benchmark/benchmark.h>

#include <array>
#include <chrono>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "engine/desil/uncertainty.h"
#include "engine/parallel.h"

namespace {

constexpr std::size_t kRegencies = 514, kProvinces = 38;
constexpr double kUnit = 16'777'216, kSd = 0.485;

struct Nation {
  std::vector<engine::PmtScore> scores;
  std::vector<std::uint16_t> weights;
  std::vector<engine::RegionRange> provinces, regencies;
  std::vector<std::optional<engine::ResidualSpread>> spreads;
  engine::Ranks ranks;
};

const Nation& nation_of(std::size_t rows) {
  static Nation nation;
  if (nation.scores.size() == rows) return nation;
  nation = Nation();
  nation.scores.resize(rows);
  nation.weights.assign(rows, 1);
  engine::parallel_for(rows, std::size_t{1} << 16, [&](std::size_t begin, std::size_t end) {
    std::mt19937_64 random(begin);
    std::normal_distribution<double> normal(14.4, 0.47);
    for (std::size_t i = begin; i < end; ++i) {
      nation.scores[i] = static_cast<engine::PmtScore>(std::lround(normal(random) * kUnit));
    }
  });
  for (std::size_t r = 0; r < kRegencies; ++r) {
    const std::size_t province = r * kProvinces / kRegencies;
    const engine::RegionRange range{static_cast<std::uint32_t>((11 + province) * 100 + r % 100), rows * r / kRegencies,
                                    rows * (r + 1) / kRegencies};
    nation.regencies.push_back(range);
    if (nation.provinces.size() == province) nation.provinces.push_back({range.code / 100, range.begin, 0});
    nation.provinces.back().end = range.end;
    nation.spreads.push_back(engine::ResidualSpread(kSd));
  }
  nation.ranks = engine::rank_families(nation.scores, nation.weights, nation.provinces, nation.regencies);
  return nation;
}

engine::Uncertainty measure(const Nation& nation) {
  return engine::measure_uncertainty(nation.scores, nation.weights, nation.ranks, nation.provinces, nation.regencies,
                                     nation.spreads, {});
}

// By true desil: expected weight up to it, against one set of cuts.
std::array<double, 9> mass_by_erfc(const Nation& nation, const engine::TrueCuts& cuts) {
  return engine::parallel_reduce(
      nation.scores.size(), std::size_t{1} << 16, std::array<double, 9>{},
      [&](std::size_t begin, std::size_t end) {
        std::array<double, 9> mass{};
        for (std::size_t f = begin; f < end; ++f) {
          for (std::size_t k = 0; k < 9; ++k) {
            mass[k] += 0.5 * std::erfc((nation.scores[f] - cuts[k]) / (kUnit * kSd * 1.4142135623730951));
          }
        }
        return mass;
      },
      [](std::array<double, 9>& sum, const std::array<double, 9>& part) {
        for (std::size_t k = 0; k < 9; ++k) sum[k] += part[k];
      });
}

void run(benchmark::State& state, std::size_t rows, bool by_look_up) {
  const Nation& nation = nation_of(rows);
  const engine::Uncertainty found = measure(nation);
  const auto truth = mass_by_erfc(nation, *found.cuts);
  for (std::size_t k = 1; k <= 9; ++k) {  // the answer first
    if (std::abs(truth[k - 1] / static_cast<double>(rows) - static_cast<double>(k) / 10) > 1e-5) {
      state.SkipWithError("a cut is wrong");
    }
  }
  for (auto _ : state) {
    const auto start = std::chrono::steady_clock::now();
    if (by_look_up) {
      benchmark::DoNotOptimize(measure(nation));
    } else {
      for (int level = 0; level < 3; ++level) benchmark::DoNotOptimize(mass_by_erfc(nation, *found.cuts));
    }
    state.SetIterationTime(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(rows));
}

[[maybe_unused]] const bool kRegistered = [] {
  for (const std::size_t rows : {std::size_t{1'000'000}, std::size_t{16'000'000}, std::size_t{96'000'000}}) {
    for (const bool by_look_up : {true, false}) {
      const std::string name =
          std::string("uncertainty/") + (by_look_up ? "look_up" : "erfc") + "/rows:" + std::to_string(rows);
      benchmark::RegisterBenchmark(name.c_str(), run, rows, by_look_up)->UseManualTime()->Unit(benchmark::kMillisecond);
    }
  }
  return true;
}();

}  // namespace
