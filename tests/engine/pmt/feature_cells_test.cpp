#include "engine/pmt/feature_cells.h"

#include <catch2/catch.hpp>

#include "engine/error.h"
#include "engine/parallel.h"
#include "engine/pmt/features.h"
#include "tests/engine/pmt/random_model.h"
#include "tests/reference/score_by_loops.h"
#include "tests/reference/seeds.h"

namespace {

using engine::FamilyCode;
using engine::FeatureCells;
using engine::ModelRange;

// The catalogue's merged codes as the domain page lists them, column by its name.
bool is_merged(std::string_view column, std::int64_t code) {
  if (column == "jenis_lantai_terluas") return code == 10;
  if (column == "jenis_atap_terluas") return code == 9;
  if (column == "sumber_air_minum_utama" || column == "bahan_bakar_utama_memasak") return code == 12;
  if (column == "daya_terpasang") return code == 6 || code == 7;
  if (column == "pembuangan_akhir_tinja") return code == 7;
  return false;
}

std::vector<std::vector<FeatureCells>> cells_by_loops(const engine::PmtModel& model,
                                                      const engine::FamilyIndicators& indicators,
                                                      const std::vector<ModelRange>& ranges,
                                                      const std::vector<std::uint8_t>& ranked) {
  std::vector<std::vector<FeatureCells>> cells;
  for (const ModelRange& range : ranges) {
    cells.emplace_back(model.features.size());
    for (std::size_t f = 0; f < model.features.size(); ++f) {
      const engine::Feature& feature = model.features[f];
      for (std::size_t i = range.begin; i < range.end; ++i) {
        if (ranked[i] == 0) continue;
        if (!reference::level_by_definition(model, f, indicators, i)) ++cells.back()[f].missing;
        if (feature.kind != engine::FeatureKind::kCategory) continue;
        const auto code = reference::cell(indicators, feature.variable, i);
        if (code && is_merged(engine::variable_name(feature.variable), *code)) ++cells.back()[f].merged;
      }
    }
  }
  return cells;
}

engine::PmtModel floor_model() {
  engine::PmtModel model;
  engine::Feature floor;
  floor.variable = engine::variable(FamilyCode::kFloor);
  floor.groups = {{1, 2, 10}, {3, 4, 5, 6, 7, 8, 9}};
  floor.levels = 2;
  model.features = {floor};
  return model;
}

}  // namespace

TEST_CASE("merged codes: floor 10, roof 9, water 12, power 6 and 7, fuel 12, sewage 7 and no others",
          "[feature_cells]") {
  for (std::size_t column = 0; column < engine::kFamilyCodeCount; ++column) {
    const auto merged = engine::merged_codes(static_cast<FamilyCode>(column));
    for (std::uint8_t code = 0; code <= 15; ++code) {
      INFO(engine::family_codes()[column].name << " " << int{code});
      CHECK((std::find(merged.begin(), merged.end(), code) != merged.end()) ==
            is_merged(engine::family_codes()[column].name, code));
    }
  }
}

TEST_CASE("feature cells: missing and merged cells of ranked families count in their own region", "[feature_cells]") {
  const engine::PmtModel model = floor_model();
  engine::FamilyIndicators families;
  families.resize(6);
  const std::uint8_t codes[] = {10, 1, 15, 10, 15, 10};
  for (std::size_t i = 0; i < 6; ++i) families.codes.set(i, static_cast<std::size_t>(FamilyCode::kFloor), codes[i]);
  const std::vector<std::uint8_t> ranked = {1, 1, 1, 0, 1, 1};
  const auto cells = engine::count_feature_cells(model, families, engine::derive_levels(model, families),
                                                 std::vector<ModelRange>{{0, 4, 0}, {4, 5, {}}}, ranked);
  REQUIRE(cells == std::vector<std::vector<FeatureCells>>{{{1, 1}}, {{1, 0}}});
}

TEST_CASE("feature cells: random models and regions equal plain loops at every thread count",
          "[feature_cells][reference]") {
  for (const std::uint64_t seed : reference::seeds_with_clock()) {
    INFO("seed " << seed);
    test::Random random(seed);
    for (const std::size_t families : {1u, 127u, 128u, 129u, 3000u}) {
      const auto model = test::random_model(1 + random() % 45, 1, random);
      const auto indicators = test::random_families(families, random);
      std::vector<ModelRange> ranges;
      for (std::size_t at = 0; at < families;) {
        at += random() % 20;  // a gap
        const std::size_t begin = std::min(at, families);
        at = std::min<std::size_t>(families, begin + random() % 500);
        ranges.push_back({begin, at, 0});
      }
      std::vector<std::uint8_t> ranked(families);
      for (auto& r : ranked) r = static_cast<std::uint8_t>(random() % 4 == 0 ? 0 : 1 + random() % 200);
      const auto wanted = cells_by_loops(model, indicators, ranges, ranked);
      const auto levels = engine::derive_levels(model, indicators);
      for (const int threads : {1, 3}) {
        engine::set_threads(threads);
        REQUIRE(engine::count_feature_cells(model, indicators, levels, ranges, ranked) == wanted);
      }
      engine::set_threads(0);
    }
  }
}

TEST_CASE("feature cells: levels of other families are a broken invariant", "[feature_cells]") {
  const engine::PmtModel model = floor_model();
  engine::FamilyIndicators families;
  families.resize(3);
  const auto levels = engine::derive_levels(model, families);
  REQUIRE_THROWS_AS(engine::count_feature_cells(model, families, levels, std::vector<ModelRange>{{0, 3, 0}},
                                                std::vector<std::uint8_t>(4, 1)),
                    engine::Error);
}
