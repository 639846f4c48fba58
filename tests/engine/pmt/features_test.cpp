#include "engine/pmt/features.h"

#include <catch2/catch.hpp>

#include "engine/parallel.h"
#include "tests/engine/pmt/random_model.h"
#include "tests/reference/score_by_loops.h"
#include "tests/reference/seeds.h"

namespace {

using engine::Feature;
using engine::FeatureKind;
using engine::kMissingLevel;

engine::PmtModel model_of(std::vector<Feature> features) {
  engine::PmtModel model;
  for (Feature& feature : features) {
    feature.levels = engine::count_levels(feature, model.features);
    model.features.push_back(std::move(feature));
  }
  return model;
}

Feature floor_feature() {
  Feature feature;
  feature.kind = FeatureKind::kCategory;
  feature.variable = engine::variable(engine::FamilyCode::kFloor);
  feature.groups = {{1, 2, 10}, {3, 4}, {5, 6}, {7}, {8}, {9}};
  return feature;
}

Feature area_feature() {
  Feature feature;
  feature.kind = FeatureKind::kBand;
  feature.variable = engine::variable(engine::FamilyNumber::kFloorArea);
  feature.per = engine::variable(engine::MemberAggregate::kMembers);
  feature.edges = {8, 12, 16};
  return feature;
}

}  // namespace

TEST_CASE("derive_levels: a category level is the index of the group that holds the code", "[features]") {
  const auto model = model_of({floor_feature()});
  engine::FamilyIndicators families;
  families.resize(4);
  const auto floor = static_cast<std::size_t>(engine::FamilyCode::kFloor);
  families.codes.set(0, floor, 10);
  families.codes.set(1, floor, 8);
  families.codes.set(2, floor, 0);  // no such code
  const auto levels = engine::derive_levels(model, families);
  REQUIRE(levels.get(0, 0) == 0);
  REQUIRE(levels.get(1, 0) == 4);
  REQUIRE(levels.get(2, 0) == kMissingLevel);
  REQUIRE(levels.get(3, 0) == kMissingLevel);
}

TEST_CASE("derive_levels: floor area per member is compared in whole numbers, not divided", "[features]") {
  const auto model = model_of({area_feature()});
  engine::FamilyIndicators families;
  families.resize(7);
  auto& area = families.numbers[static_cast<std::size_t>(engine::FamilyNumber::kFloorArea)];
  auto& members = families.aggregates[static_cast<std::size_t>(engine::MemberAggregate::kMembers)];
  area = {23, 24, 36, 47, 48, 48, 0xFFFF};
  members = {3, 3, 3, 3, 3, 0, 3};
  const auto levels = engine::derive_levels(model, families);
  const std::uint8_t wanted[] = {0, 1, 2, 2, 3, kMissingLevel, kMissingLevel};
  for (std::size_t i = 0; i < 7; ++i) REQUIRE(levels.get(i, 0) == wanted[i]);
}

TEST_CASE("derive_levels: an interaction is missing if either part is", "[features]") {
  Feature both;
  both.kind = FeatureKind::kInteraction;
  both.left = 0;
  both.right = 1;
  Feature sex;
  sex.kind = FeatureKind::kCategory;
  sex.variable = engine::variable(engine::MemberAggregate::kHeadSex);
  Feature lighting;
  lighting.kind = FeatureKind::kCategory;
  lighting.variable = engine::variable(engine::FamilyCode::kLighting);
  const auto model = model_of({sex, lighting, both});
  REQUIRE(model.features[2].levels == 15);
  engine::FamilyIndicators families;
  families.resize(3);
  auto& sexes = families.aggregates[static_cast<std::size_t>(engine::MemberAggregate::kHeadSex)];
  sexes = {2, 2, 0xFF};
  const auto column = static_cast<std::size_t>(engine::FamilyCode::kLighting);
  families.codes.set(0, column, 4);
  families.codes.set(2, column, 4);
  const auto levels = engine::derive_levels(model, families);
  REQUIRE(levels.get(0, 2) == 14);
  REQUIRE(levels.get(1, 2) == kMissingLevel);
  REQUIRE(levels.get(2, 2) == kMissingLevel);
}

TEST_CASE("derive_levels: levels equal the definition for random models and families", "[features][reference]") {
  for (const std::uint64_t seed : reference::seeds_with_clock()) {
    INFO("seed " << seed);
    test::Random random(seed);
    for (const std::size_t families : {1u, 127u, 128u, 129u, 1000u}) {
      const auto model = test::random_model(1 + random() % 30, 1, random);
      const auto indicators = test::random_families(families, random);
      for (const int threads : {1, 2, 3, 8}) {
        engine::set_threads(threads);
        const auto levels = engine::derive_levels(model, indicators);
        REQUIRE(levels.rows() == families);
        std::size_t wrong = 0;
        for (std::size_t f = 0; f < model.features.size(); ++f) {
          for (std::size_t i = 0; i < families; ++i) {
            const auto wanted = reference::level_by_definition(model, f, indicators, i).value_or(kMissingLevel);
            wrong += levels.get(i, f) != wanted || engine::derive_level(model, f, indicators, i) != wanted ? 1u : 0u;
          }
          for (std::size_t i = families; i < levels.tiles() * engine::kTileRows; ++i) {
            wrong += levels.get(i, f) != kMissingLevel ? 1u : 0u;
          }
        }
        REQUIRE(wrong == 0);
      }
    }
  }
  engine::set_threads(0);
}
