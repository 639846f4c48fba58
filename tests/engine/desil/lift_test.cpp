#include "engine/desil/lift.h"

#include <catch2/catch.hpp>

#include "engine/error.h"
#include "engine/parallel.h"
#include "engine/pmt/score.h"
#include "kernels/cpu.h"
#include "tests/engine/desil/random_nation.h"
#include "tests/reference/seeds.h"

namespace {

using engine::PmtScore;

// A distribution of its own for every regency, of 2 to 41 points.
engine::ExpenditureTable random_table(tests::RandomNation& nation) {
  engine::ExpenditureTable table;
  for (const auto& regency : nation.regencies) {
    engine::ExpenditureDistribution distribution;
    distribution.region = regency.code;
    std::uint64_t rupiah = 300'000 + nation.random() % 300'000;
    const std::size_t step = 10'000 / (3 + nation.random() % 40);
    for (std::size_t share = step; share < 10'000; share += step) {
      distribution.shares.push_back(static_cast<std::uint32_t>(share));
      distribution.rupiah.push_back(rupiah += nation.random() % 4 == 0 ? 0 : 1 + nation.random() % 200'000);
    }
    distribution.rupiah.back() += 1;
    table.push_back(distribution);
  }
  return table;
}

}  // namespace

TEST_CASE("lift: equals a sort of every regency at any number of threads and SIMD level",
          "[lift][reference][threads]") {
  const auto highest = kernels::simd_level();
  for (const std::uint64_t seed : reference::seeds_with_clock()) {
    INFO("seed " << seed);
    tests::RandomNation nation(seed);
    const engine::ExpenditureTable table = random_table(nation);
    std::vector<std::optional<std::size_t>> rows;
    for (std::size_t i = 0; i < nation.regencies.size(); ++i) rows.emplace_back(i);
    std::vector<PmtScore> wanted(nation.scores.size(), engine::kNoScore);
    for (std::size_t i = 0; i < nation.regencies.size(); ++i) {
      std::vector<std::int64_t> targets;
      for (const std::uint64_t rupiah : table[i].rupiah) targets.push_back(reference::ln_units(rupiah));
      const auto lifted = reference::lift_by_sort(nation.families_of(nation.regencies[i], nation.scores),
                                                  {table[i].shares.begin(), table[i].shares.end()}, targets);
      for (std::size_t f = 0; f < lifted.size(); ++f) {
        if (lifted[f]) wanted[nation.regencies[i].begin + f] = static_cast<PmtScore>(*lifted[f]);
      }
    }
    for (const int threads : {1, 2, 3, 8}) {
      for (const auto level : {kernels::SimdLevel::kScalar, kernels::SimdLevel::kAvx2, kernels::SimdLevel::kAvx512}) {
        if (!kernels::use_simd_level(level)) continue;
        engine::set_threads(threads);
        std::vector<PmtScore> out(nation.scores.size(), 5);
        engine::lift_to_expenditure(nation.scores, nation.weights, nation.regencies, table, rows, out);
        REQUIRE(out == wanted);
        std::vector<PmtScore> in_place = nation.scores;
        engine::lift_to_expenditure(in_place, nation.weights, nation.regencies, table, rows, in_place);
        REQUIRE(in_place == wanted);
      }
    }
  }
  kernels::use_simd_level(highest);
  engine::set_threads(0);
}

TEST_CASE("lift: a regency with families needs a distribution, one without needs none", "[lift]") {
  const std::vector<PmtScore> scores{1, 2};
  const std::vector<engine::RegionRange> regencies{{1101, 0, 1}, {1102, 1, 2}};
  const engine::ExpenditureTable table{{1101, {2500, 7500}, {500'000, 900'000}}};
  std::vector<PmtScore> out(2);
  const std::vector<std::optional<std::size_t>> rows{0, std::nullopt};
  REQUIRE_THROWS_WITH(
      engine::lift_to_expenditure(scores, std::vector<std::uint16_t>{1, 1}, regencies, table, rows, out),
      Catch::Contains("1102"));
  const auto maps = engine::lift_to_expenditure(scores, std::vector<std::uint16_t>{1, 0}, regencies, table, rows, out);
  REQUIRE(maps[0].has_value());
  REQUIRE_FALSE(maps[1].has_value());
  REQUIRE(out[1] == engine::kNoScore);
}
