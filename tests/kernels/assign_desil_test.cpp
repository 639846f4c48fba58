#include "kernels/assign_desil.h"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <limits>
#include <random>
#include <vector>

#include "kernels/cpu.h"

namespace {

using kernels::SimdLevel;

}  // namespace

TEST_CASE("assign_desil: every SIMD level counts the limits below a score at any length and address",
          "[assign_desil]") {
  std::mt19937_64 random(4);
  const SimdLevel before = kernels::simd_level();
  for (std::size_t rows = 0; rows <= 131; ++rows) {
    std::array<std::int32_t, 9> limits;
    for (auto& limit : limits) limit = static_cast<std::int32_t>(random() % 40) - 20;
    std::sort(limits.begin(), limits.end());
    if (rows % 5 == 0) limits[8] = std::numeric_limits<std::int32_t>::max();
    if (rows % 7 == 0) limits[0] = std::numeric_limits<std::int32_t>::min();
    std::vector<std::int32_t> scores(rows + 1);
    std::vector<std::uint16_t> weights(rows + 1);
    for (auto& s : scores) s = static_cast<std::int32_t>(random() % 50) - 25;
    for (auto& w : weights) w = static_cast<std::uint16_t>(random() % 4 == 0 ? 0 : random());
    const auto some_scores = std::span(scores).subspan(1);
    const auto some_weights = std::span(weights).subspan(1);
    std::vector<std::uint8_t> wanted(rows);
    for (std::size_t i = 0; i < rows; ++i) {
      const auto passed = std::count_if(limits.begin(), limits.end(), [&](auto l) { return l < some_scores[i]; });
      wanted[i] = static_cast<std::uint8_t>(some_weights[i] != 0 ? 1 + passed : 0);
    }
    for (const SimdLevel level : {SimdLevel::kScalar, SimdLevel::kAvx2, SimdLevel::kAvx512}) {
      if (!kernels::use_simd_level(level)) continue;
      INFO(kernels::simd_level_name(level) << ", rows " << rows);
      std::vector<std::uint8_t> out(rows + 9, 99);
      kernels::assign_desil(some_scores, some_weights, limits, std::span(out).first(rows));
      CHECK(std::count(out.begin() + static_cast<std::ptrdiff_t>(rows), out.end(), 99) == 9);
      out.resize(rows);
      CHECK(out == wanted);
    }
  }
  kernels::use_simd_level(before);
}
