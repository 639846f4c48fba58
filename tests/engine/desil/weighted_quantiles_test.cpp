#include "engine/desil/weighted_quantiles.h"

#include <catch2/catch.hpp>
#include <limits>
#include <random>

#include "kernels/cpu.h"
#include "tests/reference/lift_by_sort.h"
#include "tests/reference/seeds.h"

namespace {

using engine::PmtScore;

std::vector<PmtScore> quantiles(const std::vector<PmtScore>& scores, const std::vector<std::uint16_t>& weights,
                                const std::vector<std::uint32_t>& shares) {
  std::vector<PmtScore> found(shares.size());
  REQUIRE(engine::select_quantiles(scores, weights, shares, found));
  return found;
}

// Scores of one of several shapes: as real ones, a few values, half tied, the whole range, ties far apart.
PmtScore random_score(int shape, std::mt19937_64& random) {
  switch (shape) {
    case 0: return static_cast<PmtScore>((14 << 24) + std::normal_distribution<double>(0, 8e6)(random));
    case 1: return static_cast<PmtScore>(random() % 5);
    case 2: return random() % 2 == 0 ? 1000 : static_cast<PmtScore>(random() % (1u << 28));
    case 3: return static_cast<PmtScore>(random());
    default: return random() % 2 == 0 ? std::numeric_limits<PmtScore>::min() + 1 : std::numeric_limits<PmtScore>::max();
  }
}

}  // namespace

TEST_CASE("select_quantiles: the smallest score up to which the share of the weight lies", "[lift]") {
  REQUIRE(quantiles({30, 10, 20, 40}, {1, 1, 1, 1}, {0, 2500, 2501, 5000, 9999, 10'000}) ==
          std::vector<PmtScore>{10, 10, 20, 20, 40, 40});
  REQUIRE(quantiles({30, 10, 20, 40}, {1, 7, 1, 1}, {5000, 7000, 7001}) == std::vector<PmtScore>{10, 10, 20});
  REQUIRE(quantiles({5, -9, 5}, {1, 0, 3}, {0, 5000}) == std::vector<PmtScore>{5, 5});
  std::vector<PmtScore> untouched{77};
  REQUIRE_FALSE(engine::select_quantiles(std::vector<PmtScore>{1}, std::vector<std::uint16_t>{0},
                                         std::vector<std::uint32_t>{5000}, untouched));
  REQUIRE(untouched[0] == 77);
}

TEST_CASE("select_quantiles: equals a sort for every shape of scores and SIMD level", "[lift][reference][simd]") {
  const auto highest = kernels::simd_level();
  for (const std::uint64_t seed : reference::seeds_with_clock()) {
    std::mt19937_64 random(seed);
    for (int shape = 0; shape < 5; ++shape) {
      for (const std::size_t rows : {1u, 2u, 7u, 100u, 4'000u, 40'000u}) {
        INFO("seed " << seed << " shape " << shape << " rows " << rows);
        std::vector<PmtScore> scores(rows);
        std::vector<std::uint16_t> weights(rows);
        for (auto& s : scores) s = random_score(shape, random);
        for (auto& w : weights) w = static_cast<std::uint16_t>(random() % 6);
        weights[random() % rows] = 3;
        std::vector<std::uint32_t> shares;
        for (std::uint32_t share = 0; share <= 10'000; share += 1 + static_cast<std::uint32_t>(random() % 500)) {
          shares.push_back(share);
        }
        std::vector<reference::WeighedValue> ranked;
        for (std::size_t i = 0; i < rows; ++i) {
          if (weights[i] > 0) ranked.push_back({scores[i], weights[i]});
        }
        const auto wanted = reference::quantiles_by_sort(ranked, {shares.begin(), shares.end()});
        for (const auto level : {kernels::SimdLevel::kScalar, kernels::SimdLevel::kAvx2, kernels::SimdLevel::kAvx512}) {
          if (!kernels::use_simd_level(level)) continue;
          const auto found = quantiles(scores, weights, shares);
          REQUIRE(std::vector<std::int64_t>(found.begin(), found.end()) == wanted);
        }
      }
    }
  }
  kernels::use_simd_level(highest);
}
