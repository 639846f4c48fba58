#include "engine/desil/ranks.h"

#include <catch2/catch.hpp>
#include <random>

#include "engine/error.h"
#include "engine/parallel.h"
#include "tests/reference/desil_by_sort.h"
#include "tests/reference/seeds.h"

namespace {

using engine::Desil;
using engine::PmtScore;
using engine::RegionRange;

std::vector<RegionRange> random_regions(std::size_t families, std::mt19937_64& random) {
  std::vector<RegionRange> regions;
  std::size_t at = 0;
  while (at < families) {
    const std::size_t end = std::min<std::size_t>(families, at + random() % 3000);
    regions.push_back({static_cast<std::uint32_t>(regions.size()), at, end});
    at = end;
  }
  return regions;
}

}  // namespace

TEST_CASE("rank_families: regions are ranked by their own families", "[ranks]") {
  const std::vector<PmtScore> scores = {1, 2, 100, 200, 5};
  const std::vector<std::uint16_t> weights = {1, 1, 1, 1, 1};
  const std::vector<RegionRange> provinces = {{11, 0, 4}}, regencies = {{1101, 0, 2}, {1102, 2, 4}};
  const auto ranks = engine::rank_families(scores, weights, provinces, regencies);
  REQUIRE(ranks.national_desils == std::vector<Desil>{1, 3, 7, 9, 5});
  REQUIRE(ranks.province_desils == std::vector<Desil>{1, 3, 6, 8, 0});
  REQUIRE(ranks.regency_desils == std::vector<Desil>{1, 6, 1, 6, 0});
  REQUIRE((*ranks.regencies[1])[0].score == 100);
}

TEST_CASE("rank_families: an empty province and an unranked regency have no cuts", "[ranks]") {
  const std::vector<PmtScore> scores = {1, 2};
  const std::vector<std::uint16_t> weights = {1, 0};
  const auto ranks = engine::rank_families(scores, weights, std::vector<RegionRange>{{11, 0, 0}, {12, 0, 2}},
                                           std::vector<RegionRange>{{1201, 0, 1}, {1202, 1, 2}});
  REQUIRE_FALSE(ranks.provinces[0].has_value());
  REQUIRE(ranks.provinces[1].has_value());
  REQUIRE(ranks.regencies[0].has_value());
  REQUIRE_FALSE(ranks.regencies[1].has_value());
  REQUIRE(ranks.regency_desils == std::vector<Desil>{1, 0});
  const auto empty = engine::rank_families({}, {}, {}, {});
  REQUIRE_FALSE(empty.national.has_value());
}

TEST_CASE("rank_families: every level equals a full sort of its region at 1, 2, 3 and 8 threads",
          "[ranks][reference]") {
  for (const std::uint64_t seed : reference::seeds_with_clock()) {
    INFO("seed " << seed);
    std::mt19937_64 random(seed);
    const std::size_t families = 20'000;
    std::vector<PmtScore> scores(families);
    std::vector<std::uint16_t> weights(families);
    for (auto& s : scores) s = static_cast<PmtScore>((14 << 24) + static_cast<PmtScore>(random() % 5000) * 1000);
    for (auto& w : weights) w = static_cast<std::uint16_t>(random() % 8);
    const auto regencies = random_regions(families - 100, random);
    std::vector<Desil> wanted(families, 0);
    for (const RegionRange& region : regencies) {
      const auto from = static_cast<std::ptrdiff_t>(region.begin), to = static_cast<std::ptrdiff_t>(region.end);
      const auto desils = reference::desils_by_sort({scores.begin() + from, scores.begin() + to},
                                                    {weights.begin() + from, weights.begin() + to});
      std::copy(desils.begin(), desils.end(), wanted.begin() + from);
    }
    const auto national = reference::desils_by_sort(scores, weights);
    for (const int threads : {1, 2, 3, 8}) {
      engine::set_threads(threads);
      const auto ranks = engine::rank_families(scores, weights, std::vector<RegionRange>{{11, 0, families}}, regencies);
      REQUIRE(ranks.national_desils == national);
      REQUIRE(ranks.province_desils == national);
      REQUIRE(ranks.regency_desils == wanted);
    }
  }
  engine::set_threads(0);
}

TEST_CASE("rank_families: a region larger than one thread's share equals a full sort", "[ranks]") {
  std::mt19937_64 random(3);
  const std::size_t families = 300'000;
  std::vector<PmtScore> scores(families);
  for (auto& s : scores) s = static_cast<PmtScore>(random() % (1u << 26));
  const std::vector<std::uint16_t> weights(families, 2);
  engine::set_threads(3);
  const auto ranks = engine::rank_families(scores, weights, std::vector<RegionRange>{{11, 0, 280'000}},
                                           std::vector<RegionRange>{{1101, 0, 280'000}});
  engine::set_threads(0);
  const auto wanted = reference::desils_by_sort({scores.begin(), scores.begin() + 280'000},
                                                {weights.begin(), weights.begin() + 280'000});
  REQUIRE(std::vector<Desil>(ranks.regency_desils.begin(), ranks.regency_desils.begin() + 280'000) == wanted);
}

TEST_CASE("rank_families: overlapping regions are a broken invariant", "[ranks]") {
  const std::vector<PmtScore> scores = {1, 2, 3};
  const std::vector<std::uint16_t> weights = {1, 1, 1};
  REQUIRE_THROWS_AS(engine::rank_families(scores, weights, std::vector<RegionRange>{{11, 0, 2}, {12, 1, 3}}, {}),
                    engine::Error);
}
