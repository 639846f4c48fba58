// Makes random models and families for the tests of engine/pmt.
#pragma once

#include <fmt/core.h>

#include <random>

#include "engine/pmt/model.h"

namespace test {

using Random = std::mt19937_64;

inline std::uint32_t below(Random& random, std::uint64_t limit) { return static_cast<std::uint32_t>(random() % limit); }

// A random feature of each kind in turn; interactions join two features of few levels.
inline engine::Feature random_feature(const std::vector<engine::Feature>& before, Random& random) {
  using engine::FeatureKind;
  const auto variables = engine::all_variables();
  engine::Feature feature;
  feature.name = fmt::format("f{}", before.size());
  feature.label = feature.name;
  const auto pick = [&](auto wanted) {
    for (;;) {
      const engine::Variable v = variables[below(random, variables.size())];
      if (wanted(v)) return v;
    }
  };
  const std::uint32_t kind = below(random, before.size() < 4 ? 3 : 4);
  if (kind == 3) {
    feature.kind = FeatureKind::kInteraction;
    for (int tries = 0; tries < 50; ++tries) {
      feature.left = below(random, before.size());
      feature.right = below(random, before.size());
      feature.levels = engine::count_levels(feature, before);
      if (feature.levels <= engine::kMaxLevels) return feature;
    }
  }
  if (kind == 0) {
    feature.kind = FeatureKind::kCategory;
    feature.variable = pick(engine::has_codes);
    const engine::ValueRange range = engine::value_range(feature.variable);
    if (range.highest > 14 || random() % 2 == 0) {
      feature.groups.resize(1 + below(random, std::min<std::uint32_t>(14, range.highest)));
      for (std::uint16_t code = range.lowest; code <= range.highest; ++code) {
        feature.groups[below(random, feature.groups.size())].push_back(code);
      }
    }
  } else {
    const auto amount = [](engine::Variable v) { return !engine::is_nominal(v); };
    feature.variable = pick(amount);
    if (kind == 1) {
      feature.kind = FeatureKind::kCount;
      feature.cap = static_cast<std::uint16_t>(1 + below(random, 14));
    } else {
      feature.kind = FeatureKind::kBand;
      std::uint32_t edge = 0;
      for (std::uint32_t e = below(random, 14) + 1; e > 0; --e) {
        edge += 1 + below(random, 20);
        feature.edges.push_back(static_cast<std::uint16_t>(edge));
      }
      if (random() % 2 == 0) {
        feature.per = engine::variable(engine::MemberAggregate::kMembers);
        if (random() % 2 == 0) feature.kind = FeatureKind::kShare;
      }
    }
  }
  feature.levels = engine::count_levels(feature, before);
  return feature;
}

inline engine::PmtModel random_model(std::size_t features, std::size_t regions, Random& random) {
  engine::PmtModel model;
  while (model.features.size() < features) {
    engine::Feature feature = random_feature(model.features, random);
    if (feature.levels <= engine::kMaxLevels) model.features.push_back(std::move(feature));
  }
  for (std::size_t r = 0; r < regions; ++r) {
    engine::RegionModel region;
    region.region = r == 0 ? 0 : static_cast<std::uint32_t>(1100 + r);
    region.intercept = static_cast<std::int32_t>((14 << 24) + static_cast<std::int32_t>(below(random, 1u << 24)));
    const std::int64_t spread = std::int64_t{1} << (20 + below(random, 5));
    for (std::size_t i = 0; i < features * engine::kLevelSlots; ++i) {
      region.coefficients.push_back(static_cast<std::int32_t>(below(random, static_cast<std::uint64_t>(2 * spread))) -
                                    static_cast<std::int32_t>(spread));
    }
    model.models.push_back(std::move(region));
  }
  return model;
}

// Families with values over the whole range of every variable; one cell in eight is missing.
inline engine::FamilyIndicators random_families(std::size_t families, Random& random) {
  engine::FamilyIndicators indicators;
  indicators.resize(families);
  for (const engine::Variable v : engine::all_variables()) {
    const engine::ValueRange range = engine::value_range(v);
    for (std::size_t i = 0; i < families; ++i) {
      if (random() % 8 == 0) continue;
      std::uint32_t value = range.lowest + below(random, range.highest - range.lowest + 1u);
      if (random() % 2 == 0) value = range.lowest + (value - range.lowest) / 16;  // small values are usual
      if (v.table == engine::VariableTable::kCode) indicators.codes.set(i, v.index, static_cast<std::uint8_t>(value));
      if (v.table == engine::VariableTable::kNumber) indicators.numbers[v.index][i] = static_cast<std::uint16_t>(value);
      if (v.table == engine::VariableTable::kAggregate) {
        indicators.aggregates[v.index][i] = static_cast<std::uint8_t>(value);
      }
    }
  }
  return indicators;
}

}  // namespace test
