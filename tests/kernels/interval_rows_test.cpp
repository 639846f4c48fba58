#include "kernels/interval_rows.h"

#include <catch2/catch.hpp>
#include <limits>
#include <random>
#include <vector>

#include "kernels/cpu.h"

namespace {

using kernels::SimdLevel;
constexpr std::int32_t kLowest = std::numeric_limits<std::int32_t>::min();
constexpr std::int32_t kHighest = std::numeric_limits<std::int32_t>::max();

void require_every_level(std::span<const std::int32_t> values, const std::vector<std::int32_t>& begins,
                         std::uint32_t width) {
  std::vector<std::uint32_t> wanted;
  for (std::size_t i = 0; i < values.size(); ++i) {
    bool inside = false;
    for (const std::int64_t begin : begins) {
      inside = inside || ((values[i] - begin) & 0xFFFFFFFF) < std::int64_t{width};
    }
    if (inside) wanted.push_back(static_cast<std::uint32_t>(i));
  }
  const SimdLevel before = kernels::simd_level();
  for (const SimdLevel level : {SimdLevel::kScalar, SimdLevel::kAvx2, SimdLevel::kAvx512}) {
    if (!kernels::use_simd_level(level)) continue;
    INFO(kernels::simd_level_name(level) << ", rows " << values.size() << ", intervals " << begins.size());
    std::vector<std::uint32_t> found(values.size() + kernels::kIntervalRowsSlack);
    found.resize(kernels::interval_rows(values, begins, width, found));
    CHECK(found == wanted);
  }
  kernels::use_simd_level(before);
}

}  // namespace

TEST_CASE("interval_rows: every SIMD level lists the rows that plain comparison finds", "[interval_rows]") {
  std::mt19937_64 random(3);
  for (std::size_t rows = 0; rows <= 67; ++rows) {
    for (const std::size_t intervals : {1u, 2u, 9u, 16u}) {
      std::vector<std::int32_t> values(rows + 3), begins(intervals);
      for (auto& v : values) v = static_cast<std::int32_t>(random() % 1000) - 500;
      for (auto& b : begins) b = static_cast<std::int32_t>(random() % 1000) - 500;
      // Three starts, so that the vectors lie at any address.
      for (std::size_t start = 0; start < 3; ++start) {
        require_every_level(std::span(values).subspan(start, rows), begins,
                            1 + static_cast<std::uint32_t>(random() % 60));
      }
    }
  }
}

TEST_CASE("interval_rows: both ends of int32 and the widest interval are exact", "[interval_rows]") {
  const std::vector<std::int32_t> values = {kLowest, kLowest + 1, -1, 0, 1, kHighest - 1, kHighest, kLowest, kHighest,
                                            kLowest, kLowest + 1, -1, 0, 1, kHighest - 1, kHighest, kLowest, kHighest};
  for (const std::uint32_t width : {1u, 2u, 0x80000000u, 0xFFFFFFFFu}) {
    for (const std::int32_t begin : {kLowest, -1, 0, kHighest}) require_every_level(values, {begin}, width);
  }
}
