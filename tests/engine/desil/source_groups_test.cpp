#include "engine/desil/source_groups.h"

#include <catch2/catch.hpp>

#include "engine/parallel.h"
#include "engine/pmt/score.h"
#include "kernels/cpu.h"
#include "tests/engine/desil/random_nation.h"
#include "tests/reference/seeds.h"

namespace {

using engine::PmtScore;
using engine::SourceListRule;

}  // namespace

TEST_CASE("source groups: a family that is alone in a list stands in its middle", "[groups]") {
  std::vector<PmtScore> out(1);
  engine::combine_positions(std::vector<PmtScore>{123}, std::vector<std::uint16_t>{4}, std::vector<std::uint8_t>{1},
                            std::vector<SourceListRule>{{1, 0, 100}}, std::vector<engine::RegionRange>{{1101, 0, 1}},
                            out);
  REQUIRE(out[0] == 50'000'000);
}

TEST_CASE("source groups: a list of the poorest part is laid onto that part", "[groups]") {
  REQUIRE(engine::reached_position(50'000'000, {1, 0, 40}) == 20'000'000);
  REQUIRE(engine::reached_position(50'000'000, {1, 40, 100}) == 70'000'000);
  REQUIRE(engine::reached_position(100'000'000, {1, 0, 100}) == 100'000'000);
  REQUIRE(engine::reached_position(33, {1, 0, 40}) == 13);
}

TEST_CASE("source groups: positions equal a sort of every list at any number of threads and SIMD level",
          "[groups][reference][threads]") {
  const auto highest = kernels::simd_level();
  for (const std::uint64_t seed : reference::seeds_with_clock()) {
    INFO("seed " << seed);
    tests::RandomNation nation(seed);
    const std::vector<SourceListRule> rules{{4, 0, 100}, {1, 0, 40}, {3, 5, 95}};
    std::vector<PmtScore> wanted(nation.scores.size(), engine::kNoScore);
    for (const auto& regency : nation.regencies) {
      std::vector<std::vector<bool>> in_list;
      for (std::size_t f = regency.begin; f < regency.end; ++f) {
        in_list.push_back({(nation.lists[f] & 1) != 0, (nation.lists[f] & 2) != 0, (nation.lists[f] & 4) != 0});
      }
      const auto combined = reference::combine_by_sort(nation.families_of(regency, nation.scores), in_list,
                                                       {{4, 0, 100}, {1, 0, 40}, {3, 5, 95}});
      for (std::size_t f = 0; f < combined.size(); ++f) {
        if (combined[f]) wanted[regency.begin + f] = static_cast<PmtScore>(*combined[f]);
      }
    }
    for (const int threads : {1, 2, 3, 8}) {
      for (const auto level : {kernels::SimdLevel::kScalar, kernels::SimdLevel::kAvx2, kernels::SimdLevel::kAvx512}) {
        if (!kernels::use_simd_level(level)) continue;
        engine::set_threads(threads);
        std::vector<PmtScore> out(nation.scores.size(), 5);
        engine::combine_positions(nation.scores, nation.weights, nation.lists, rules, nation.regencies, out);
        REQUIRE(out == wanted);
      }
    }
  }
  kernels::use_simd_level(highest);
  engine::set_threads(0);
}
