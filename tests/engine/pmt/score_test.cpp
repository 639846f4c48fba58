#include "engine/pmt/score.h"

#include <catch2/catch.hpp>

#include "engine/error.h"
#include "engine/parallel.h"
#include "engine/pmt/explain.h"
#include "engine/pmt/features.h"
#include "kernels/cpu.h"
#include "tests/engine/pmt/random_model.h"
#include "tests/reference/score_by_loops.h"
#include "tests/reference/seeds.h"

namespace {

using engine::ModelRange;
using engine::PmtScore;
using kernels::SimdLevel;

struct Restore {
  SimdLevel level = kernels::simd_level();
  ~Restore() {
    kernels::use_simd_level(level);
    engine::set_threads(0);
  }
};

// Regions of random size, some empty, some within one tile, some without a model, a gap now and then.
std::vector<ModelRange> random_ranges(std::size_t families, std::size_t models, test::Random& random) {
  std::vector<ModelRange> ranges;
  std::size_t at = 0;
  while (at < families) {
    if (random() % 5 == 0) at = std::min<std::size_t>(families, at + random() % 50);
    const std::size_t size = random() % 3 == 0 ? random() % 40 : random() % 700;
    const std::size_t end = std::min(families, at + size);
    ranges.push_back({at, end, std::nullopt});
    if (random() % 6 != 0) ranges.back().model = random() % models;
    at = end;
  }
  return ranges;
}

std::vector<PmtScore> plain_scores(const engine::PmtModel& model, const engine::FamilyIndicators& indicators,
                                   const std::vector<ModelRange>& ranges) {
  std::vector<PmtScore> scores(indicators.size(), engine::kNoScore);
  for (const ModelRange& range : ranges) {
    if (!range.model) continue;
    for (std::size_t i = range.begin; i < range.end; ++i) {
      scores[i] = static_cast<PmtScore>(reference::score_by_loops(model, *range.model, indicators, i));
    }
  }
  return scores;
}

}  // namespace

TEST_CASE("score_families: a family's score is the intercept plus its coefficients", "[score]") {
  engine::PmtModel model;
  engine::Feature members;
  members.kind = engine::FeatureKind::kCount;
  members.variable = engine::variable(engine::MemberAggregate::kMembers);
  members.cap = 2;
  members.levels = 3;
  model.features = {members};
  engine::RegionModel nation;
  nation.intercept = 1000;
  nation.coefficients.assign(16, 0);
  nation.coefficients[1] = -10;
  nation.coefficients[2] = -20;
  nation.coefficients[15] = -7;
  model.models = {nation};
  engine::FamilyIndicators families;
  families.resize(4);
  families.aggregates[0] = {1, 9, 0xFF, 0};
  std::vector<PmtScore> scores(4);
  engine::score_families(model, engine::derive_levels(model, families), std::vector<ModelRange>{{0, 3, 0}}, scores);
  REQUIRE(scores == std::vector<PmtScore>{990, 980, 993, engine::kNoScore});
}

TEST_CASE("score_families: random models and regions equal plain loops at every SIMD level and thread count",
          "[score][reference]") {
  const Restore restore;
  for (const std::uint64_t seed : reference::seeds_with_clock()) {
    INFO("seed " << seed);
    test::Random random(seed);
    for (const std::size_t families : {1u, 128u, 1000u, 5000u}) {
      const auto model = test::random_model(1 + random() % 45, 5, random);
      const auto indicators = test::random_families(families, random);
      const auto ranges = random_ranges(families, 5, random);
      const auto wanted = plain_scores(model, indicators, ranges);
      const auto levels = engine::derive_levels(model, indicators);
      for (const SimdLevel level : {SimdLevel::kScalar, SimdLevel::kAvx2, SimdLevel::kAvx512}) {
        if (!kernels::use_simd_level(level)) continue;
        for (const int threads : {1, 2, 3, 8}) {
          engine::set_threads(threads);
          INFO(kernels::simd_level_name(level) << ", threads " << threads << ", families " << families);
          std::vector<PmtScore> scores(families, 1);
          engine::score_families(model, levels, ranges, scores);
          REQUIRE(scores == wanted);
        }
      }
    }
  }
}

TEST_CASE("score_families: one range longer than a piece of work is scored whole", "[score]") {
  const Restore restore;
  test::Random random(5);
  const auto model = test::random_model(3, 1, random);
  const auto indicators = test::random_families(70'001, random);
  const std::vector<ModelRange> ranges = {{77, 70'000, 0}};
  std::vector<PmtScore> scores(70'001);
  engine::score_families(model, engine::derive_levels(model, indicators), ranges, scores);
  REQUIRE(scores == plain_scores(model, indicators, ranges));
}

TEST_CASE("score_families: ranges that overlap or overrun are a broken invariant", "[score]") {
  test::Random random(6);
  const auto model = test::random_model(2, 1, random);
  const auto levels = engine::derive_levels(model, test::random_families(100, random));
  std::vector<PmtScore> scores(100);
  for (const auto& ranges : {std::vector<ModelRange>{{0, 60, 0}, {50, 100, 0}}, std::vector<ModelRange>{{0, 101, 0}},
                             std::vector<ModelRange>{{0, 100, 1}}}) {
    REQUIRE_THROWS_AS(engine::score_families(model, levels, ranges, scores), engine::Error);
  }
}

TEST_CASE("model_ranges: a regency falls back to its province, then to the nation, then to none", "[score]") {
  engine::PmtModel model;
  for (const std::uint32_t region : {0u, 32u, 3201u}) {
    model.models.emplace_back();
    model.models.back().region = region;
  }
  const std::vector<engine::RegionRange> regencies = {{3201, 0, 5}, {3202, 5, 9}, {3301, 9, 12}};
  auto ranges = engine::model_ranges(model, regencies);
  REQUIRE(ranges.size() == 3);
  REQUIRE(ranges[0].model == 2u);
  REQUIRE(ranges[1].model == 1u);
  REQUIRE(ranges[2].model == 0u);
  REQUIRE((ranges[1].begin == 5 && ranges[1].end == 9));
  model.models.erase(model.models.begin());
  REQUIRE_FALSE(engine::model_ranges(model, regencies)[2].model.has_value());
}

TEST_CASE("explain_score: the parts of 1,000 random families sum to their score to the last digit", "[explain]") {
  const auto seeds = reference::seeds_with_clock();
  test::Random random(seeds.back());
  INFO("seed " << seeds.back());
  for (int round = 0; round < 20; ++round) {
    const auto model = test::random_model(1 + random() % 40, 4, random);
    const auto indicators = test::random_families(50, random);
    const std::size_t region = random() % 4;
    std::vector<PmtScore> scores(50);
    engine::score_families(model, engine::derive_levels(model, indicators), std::vector<ModelRange>{{0, 50, region}},
                           scores);
    for (std::size_t family = 0; family < 50; ++family) {
      const auto explanation = engine::explain_score(model, region, indicators, family);
      std::int64_t sum = explanation.intercept;
      for (const auto& part : explanation.parts) sum += part.coefficient;
      REQUIRE(sum == scores[family]);
      REQUIRE(explanation.score == scores[family]);
      REQUIRE(explanation.parts.size() == model.features.size());
    }
  }
}

TEST_CASE("explain_score: values are told in words and effects in percent of expenditure", "[explain]") {
  engine::PmtModel model;
  engine::Feature floor, area, both;
  floor.name = "lantai";
  floor.label = "lantai terluas";
  floor.variable = engine::variable(engine::FamilyCode::kFloor);
  floor.levels = 11;
  area.name = "luas";
  area.kind = engine::FeatureKind::kBand;
  area.variable = engine::variable(engine::FamilyNumber::kFloorArea);
  area.per = engine::variable(engine::MemberAggregate::kMembers);
  area.edges = {8};
  area.levels = 2;
  both.name = "ijazah";
  both.variable = engine::variable(engine::MemberAggregate::kHeadSchooling);
  both.levels = 8;
  model.features = {floor, area, both};
  engine::RegionModel region;
  region.region = 32;
  region.intercept = 14 << 24;
  region.coefficients.assign(48, 0);
  region.coefficients[8] = -(1 << 22);     // a quarter of a ln unit
  region.coefficients[16 + 0] = 11629080;  // ln 2
  model.models = {region};
  engine::FamilyIndicators families;
  families.resize(1);
  families.codes.set(0, static_cast<std::size_t>(engine::FamilyCode::kFloor), 8);
  families.numbers[0] = {20};
  families.aggregates[0] = {4};
  const auto explanation = engine::explain_score(model, 0, families, 0);
  REQUIRE(explanation.model_region == 32);
  REQUIRE(explanation.parts[0].seen == "tanah");
  REQUIRE(explanation.parts[0].label == "lantai terluas");
  REQUIRE(explanation.parts[0].level == 8);
  REQUIRE(explanation.parts[0].percent == Approx(-22.1199).epsilon(1e-4));
  REQUIRE(explanation.parts[1].seen == "20 / 4");
  REQUIRE(explanation.parts[1].percent == Approx(100.0).epsilon(1e-6));
  REQUIRE(explanation.parts[2].seen == "tidak ada data");
  REQUIRE(explanation.parts[2].missing);
  REQUIRE(explanation.score == (14 << 24) - (1 << 22) + 11629080);
}
