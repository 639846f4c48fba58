#include "engine/desil/quantile_map.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <limits>
#include <random>

#include "engine/pmt/score.h"
#include "tests/reference/lift_by_sort.h"
#include "tests/reference/seeds.h"

namespace {

using engine::PmtScore;
using engine::QuantileMap;

QuantileMap map_of(const std::vector<PmtScore>& quantiles, const std::vector<PmtScore>& targets) {
  return QuantileMap(quantiles, targets);
}

}  // namespace

TEST_CASE("quantile map: linear between anchors, rounded down", "[lift]") {
  const QuantileMap map = map_of({10, 20, 40}, {100, 115, 200});
  REQUIRE(map.map(10) == 100);
  REQUIRE(map.map(11) == 101);
  REQUIRE(map.map(13) == 104);
  REQUIRE(map.map(20) == 115);
  REQUIRE(map.map(21) == 119);
  REQUIRE(map.map(40) == 200);
}

TEST_CASE("quantile map: beyond the ends the mean slope goes on, at most as far as the targets reach", "[lift]") {
  const QuantileMap map = map_of({10, 20, 40}, {100, 115, 200});
  REQUIRE(map.map(9) == 97);  // 1 · 100 / 30
  REQUIRE(map.map(43) == 210);
  REQUIRE(map.map(-1000) == 0);
  REQUIRE(map.map(std::numeric_limits<PmtScore>::max()) == 300);
}

TEST_CASE("quantile map: equal quantiles are one anchor at the mean of their first and last target", "[lift]") {
  const QuantileMap map = map_of({10, 20, 20, 20, 30}, {100, 110, 115, 131, 140});
  REQUIRE(map.anchors() == std::vector<QuantileMap::Anchor>{{10, 100}, {20, 120}, {30, 140}});
  const QuantileMap tied = map_of({7, 7, 7}, {100, 110, 141});
  REQUIRE(tied.map(7) == 120);
  REQUIRE(tied.map(10) == 123);
  REQUIRE(tied.map(-100) == 79);
}

TEST_CASE("quantile map: rows without a weight get no score", "[lift]") {
  const QuantileMap map = map_of({10, 20}, {100, 200});
  std::vector<PmtScore> out(3);
  map.apply(std::vector<PmtScore>{15, 15, 10}, std::vector<std::uint16_t>{1, 0, 2}, out);
  REQUIRE(out == std::vector<PmtScore>{150, engine::kNoScore, 100});
}

TEST_CASE("quantile map: equals a search with wide divisions, and never turns two scores round", "[lift][reference]") {
  for (const std::uint64_t seed : reference::seeds_with_clock()) {
    std::mt19937_64 random(seed);
    for (int round = 0; round < 200; ++round) {
      INFO("seed " << seed << " round " << round);
      const auto bits = 1 + random() % 32;
      const auto score = [&] {
        return static_cast<PmtScore>(static_cast<std::int64_t>(random() >> (64 - bits)) -
                                     (std::int64_t{1} << (bits - 1)));
      };
      const std::size_t points = 1 + random() % 40;
      std::vector<PmtScore> quantiles(points), targets(points);
      for (auto& q : quantiles) q = score();
      for (auto& t : targets) t = static_cast<PmtScore>(random() % (round % 3 == 0 ? 50u : 1u << 29));
      std::sort(quantiles.begin(), quantiles.end());
      std::sort(targets.begin(), targets.end());
      const QuantileMap map(quantiles, targets);
      std::vector<PmtScore> scores(quantiles);
      for (int i = 0; i < 300; ++i) scores.push_back(score());
      std::sort(scores.begin(), scores.end());
      PmtScore before = std::numeric_limits<PmtScore>::min();
      for (const PmtScore s : scores) {
        const PmtScore mapped = map.map(s);
        REQUIRE(mapped ==
                reference::map_by_search(s, {quantiles.begin(), quantiles.end()}, {targets.begin(), targets.end()}));
        REQUIRE(mapped >= before);
        before = mapped;
      }
    }
  }
}
