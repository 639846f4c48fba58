#include "engine/desil/rank_levels.h"

#include <catch2/catch.hpp>

#include "engine/error.h"
#include "engine/parallel.h"
#include "kernels/cpu.h"
#include "tests/engine/desil/score_shapes.h"
#include "tests/reference/desil_by_sort.h"
#include "tests/reference/seeds.h"

namespace {

using engine::Desil;
using engine::RegionRange;
using kernels::SimdLevel;
using Ranges = std::vector<RegionRange>;

struct Restore {
  SimdLevel level = kernels::simd_level();
  ~Restore() {
    kernels::use_simd_level(level);
    engine::set_threads(0);
  }
};

struct Regions {
  Ranges provinces, regencies;
};

// Provinces of a few regencies, some empty, gaps between regencies and between provinces.
Regions random_regions(std::size_t families, std::size_t mean, std::mt19937_64& random) {
  Regions regions;
  std::size_t at = 0;
  const auto gap = [&] { at = std::min<std::size_t>(families, at + (random() % 3 == 0 ? random() % 50 : 0)); };
  while (at < families) {
    gap();
    const std::size_t begin = at;
    for (std::size_t left = random() % 6; left > 0; --left) {
      const std::size_t first = at;
      at = std::min<std::size_t>(families, at + (random() % 5 == 0 ? 0 : random() % (2 * mean)));
      regions.regencies.push_back({static_cast<std::uint32_t>(regions.regencies.size()), first, at});
      gap();
    }
    regions.provinces.push_back({static_cast<std::uint32_t>(regions.provinces.size()), begin, at});
  }
  return regions;
}

struct Wanted {
  std::vector<std::optional<std::array<reference::SortedCut, 9>>> cuts;  // by range
  std::vector<Desil> desils;
};

Wanted by_sort(const test::Scores& scores, const test::Weights& weights, const Ranges& ranges) {
  Wanted wanted;
  wanted.desils.assign(scores.size(), 0);
  for (const RegionRange& range : ranges) {
    const auto from = static_cast<std::ptrdiff_t>(range.begin), to = static_cast<std::ptrdiff_t>(range.end);
    const test::Scores own(scores.begin() + from, scores.begin() + to);
    const test::Weights weigh(weights.begin() + from, weights.begin() + to);
    wanted.cuts.push_back(reference::cuts_by_sort(own, weigh));
    const auto desils = reference::desils_by_sort(own, weigh);
    std::copy(desils.begin(), desils.end(), wanted.desils.begin() + from);
  }
  return wanted;
}

void require_cuts(const std::vector<std::optional<engine::Cuts>>& cuts, const Wanted& wanted) {
  REQUIRE(cuts.size() == wanted.cuts.size());
  for (std::size_t r = 0; r < cuts.size(); ++r) {
    REQUIRE(cuts[r].has_value() == wanted.cuts[r].has_value());
    for (std::size_t k = 0; cuts[r] && k < 9; ++k) {
      INFO("range " << r << ", cut " << k + 1);
      const reference::SortedCut& cut = (*wanted.cuts[r])[k];
      REQUIRE((*cuts[r])[k] == engine::Cut{cut.score, cut.tied_rows, cut.tied_weight, cut.weight_up_to});
    }
  }
}

// Compares all levels with a full sort of each region; no ranking may take more than five reads of the rows.
void require_as_by_sort(const test::Scores& scores, const test::Weights& weights, const Regions& regions,
                        std::initializer_list<int> thread_counts) {
  const Restore restore;
  const std::size_t rows = scores.size();
  const Wanted nation = by_sort(scores, weights, {{0, 0, rows}});
  const Wanted provinces = by_sort(scores, weights, regions.provinces);
  const Wanted regencies = by_sort(scores, weights, regions.regencies);
  for (const SimdLevel level : {SimdLevel::kScalar, SimdLevel::kAvx2, SimdLevel::kAvx512}) {
    if (!kernels::use_simd_level(level)) continue;
    for (const int threads : thread_counts) {
      engine::set_threads(threads);
      INFO(kernels::simd_level_name(level) << ", threads " << threads << ", rows " << rows);
      std::vector<Desil> national(rows), of_province(rows), of_regency(rows);
      const auto found = engine::rank_levels(
          scores, weights, {.nation = true, .provinces = regions.provinces, .regencies = regions.regencies},
          {national, of_province, of_regency});
      require_cuts({found.national}, nation);
      require_cuts(found.provinces, provinces);
      require_cuts(found.regencies, regencies);
      REQUIRE(national == nation.desils);
      REQUIRE(of_province == provinces.desils);
      REQUIRE(of_regency == regencies.desils);
      REQUIRE(found.rows_read <= 5 * rows);
      // The cuts alone, and regions alone, are the same.
      REQUIRE(engine::rank_levels(scores, weights, {}, {}).national == found.national);
      std::vector<Desil> alone(rows);
      const auto only = engine::rank_levels(
          scores, weights, {.nation = false, .provinces = {}, .regencies = regions.regencies}, {{}, {}, alone});
      REQUIRE_FALSE(only.national.has_value());
      REQUIRE(only.regencies == found.regencies);
      REQUIRE(alone == of_regency);
    }
  }
}

test::Scores scores_of(const test::Shape& shape, std::size_t rows, std::mt19937_64& random) {
  test::Scores scores(rows);
  for (std::size_t i = 0; i < rows; ++i) scores[i] = shape.score(i, random);
  return scores;
}

std::uint64_t rows_read(const std::string& shape, std::size_t rows, const test::Weights& weights) {
  std::mt19937_64 random(1);
  for (const test::Shape& known : test::shapes()) {
    if (known.name != shape) continue;
    const auto scores = scores_of(known, rows, random);
    std::vector<Desil> desils(rows);
    return engine::rank_levels(scores, weights, {}, {desils, {}, {}}).rows_read;
  }
  return 0;
}

}  // namespace

TEST_CASE("rank_levels: small nations of every shape equal a full sort at every level", "[rank_levels][reference]") {
  for (const std::uint64_t seed : reference::seeds_with_clock()) {
    INFO("seed " << seed);
    for (const test::Shape& shape : test::shapes()) {
      INFO(shape.name);
      std::mt19937_64 random(seed);
      for (const std::size_t rows : {1u, 10u, 65u, 1000u, 6000u}) {
        const auto scores = scores_of(shape, rows, random);
        const auto regions = random_regions(rows, 1 + rows / 10, random);
        require_as_by_sort(scores, test::random_weights(rows, random), regions, {1, 3});
        require_as_by_sort(scores, test::Weights(rows, 1), regions, {1});
      }
    }
  }
}

TEST_CASE("rank_levels: large regions of every shape equal a full sort, by families and by persons",
          "[rank_levels][reference]") {
  const std::uint64_t seed = reference::seeds_with_clock().back();
  INFO("seed " << seed);
  for (const test::Shape& shape : test::shapes()) {
    INFO(shape.name);
    std::mt19937_64 random(seed);
    const std::size_t rows = 60'000 + random() % 1000;
    const auto scores = scores_of(shape, rows, random);
    const auto regions = random_regions(rows, 6'000, random);
    require_as_by_sort(scores, test::random_weights(rows, random), regions, {1, 2, 8});
    require_as_by_sort(scores, test::Weights(rows, 1), regions, {2});
  }
}

TEST_CASE("rank_levels: a regency of several pieces of work equals a full sort", "[rank_levels][reference]") {
  std::mt19937_64 random(7);
  const std::size_t rows = 700'000;
  const Regions regions = {{{11, 10, 650'000}}, {{1101, 10, 600'000}, {1102, 600'000, 640'000}}};
  for (const test::Shape& shape : test::shapes()) {
    if (shape.name != "like expenditure" && shape.name != "one bin holds most") continue;
    require_as_by_sort(scores_of(shape, rows, random), test::random_weights(rows, random), regions, {3});
  }
}

TEST_CASE("rank_levels: cuts and every desil take three reads of the rows, with ties and skew at most five",
          "[rank_levels]") {
  const std::size_t rows = 300'000;
  const test::Weights families(rows, 1);
  CHECK(rows_read("like expenditure", rows, families) == 3 * rows);
  CHECK(rows_read("the whole of int32", rows, families) == 3 * rows);
  CHECK(rows_read("all equal", rows, families) == 3 * rows);  // one bin is one score
  CHECK(rows_read("one bin holds most", rows, families) == 4 * rows);
  CHECK(rows_read("half at one score", rows, families) == 3 * rows);  // 4,000 scores: one bin each
  CHECK(rows_read("one bin of int32 holds most", rows, families) == 5 * rows);
  std::mt19937_64 random(2);
  for (const test::Shape& shape : test::shapes()) {
    INFO(shape.name);
    CHECK(rows_read(shape.name, rows, test::random_weights(rows, random)) <= 5 * rows);
  }
}

TEST_CASE("rank_levels: a regency in two provinces is a broken invariant", "[rank_levels]") {
  const test::Scores scores(10, 5);
  const test::Weights weights(10, 1);
  const Ranges provinces = {{11, 0, 5}, {12, 5, 10}}, regencies = {{1101, 0, 7}};
  REQUIRE_THROWS_AS(
      engine::rank_levels(scores, weights, {.nation = true, .provinces = provinces, .regencies = regencies}, {}),
      engine::Error);
  REQUIRE_THROWS_AS(engine::rank_levels(scores, test::Weights(9, 1), {}, {}), engine::Error);
}
