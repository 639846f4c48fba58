#include "kernels/ranked_extent.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <limits>
#include <random>
#include <vector>

#include "kernels/cpu.h"

namespace {

using kernels::SimdLevel;

void require_every_level(std::span<const std::int32_t> scores, std::span<const std::uint16_t> weights) {
  std::int64_t lowest = std::numeric_limits<std::int32_t>::max(), highest = std::numeric_limits<std::int32_t>::min();
  std::uint64_t rows = 0, weight = 0;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (weights[i] == 0) continue;
    lowest = std::min<std::int64_t>(lowest, scores[i]);
    highest = std::max<std::int64_t>(highest, scores[i]);
    ++rows;
    weight += weights[i];
  }
  const SimdLevel before = kernels::simd_level();
  for (const SimdLevel level : {SimdLevel::kScalar, SimdLevel::kAvx2, SimdLevel::kAvx512}) {
    if (!kernels::use_simd_level(level)) continue;
    INFO(kernels::simd_level_name(level) << ", rows " << scores.size());
    const auto extent = kernels::ranked_extent(scores, weights);
    CHECK(extent.lowest == lowest);
    CHECK(extent.highest == highest);
    CHECK(extent.rows == rows);
    CHECK(extent.weight == weight);
  }
  kernels::use_simd_level(before);
}

}  // namespace

TEST_CASE("ranked_extent: every SIMD level ignores rows of weight 0 at any length and address", "[ranked_extent]") {
  std::mt19937_64 random(6);
  for (std::size_t rows = 0; rows <= 99; ++rows) {
    for (const unsigned zeros : {1u, 2u, 10u}) {  // all, half, a tenth of the weights are 0
      std::vector<std::int32_t> scores(rows + 1);
      std::vector<std::uint16_t> weights(rows + 1);
      for (auto& s : scores) s = static_cast<std::int32_t>(static_cast<std::uint32_t>(random()));
      for (auto& w : weights) w = static_cast<std::uint16_t>(random() % zeros == 0 ? 0 : random());
      require_every_level(std::span(scores).subspan(1), std::span(weights).subspan(1));
    }
  }
}

TEST_CASE("ranked_extent: the most rows with the greatest weight do not overflow", "[ranked_extent]") {
  const std::vector<std::int32_t> scores(kernels::kRankedExtentRows, std::numeric_limits<std::int32_t>::min());
  require_every_level(scores, std::vector<std::uint16_t>(scores.size(), 65535));
}
