// Scores families from their raw indicators by plain loops and wide integers: the slow truth for engine/pmt.
// It reads the definition of each feature anew and shares nothing with the engine but the public types.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/pmt/model.h"
#include "engine/store/family_indicators.h"

namespace reference {

// A raw cell; nothing where it is missing.
inline std::optional<std::int64_t> cell(const engine::FamilyIndicators& indicators, engine::Variable variable,
                                        std::size_t family) {
  if (variable.table == engine::VariableTable::kCode) {
    const int code = indicators.codes.get(family, variable.index);
    return code == 15 ? std::nullopt : std::optional<std::int64_t>(code);
  }
  if (variable.table == engine::VariableTable::kNumber) {
    const int number = indicators.numbers[variable.index][family];
    return number == 0xFFFF ? std::nullopt : std::optional<std::int64_t>(number);
  }
  const int aggregate = indicators.aggregates[variable.index][family];
  return aggregate == 0xFF ? std::nullopt : std::optional<std::int64_t>(aggregate);
}

inline std::optional<std::int64_t> level_by_definition(const engine::PmtModel& model, std::size_t index,
                                                       const engine::FamilyIndicators& indicators, std::size_t family) {
  const engine::Feature& feature = model.features[index];
  if (feature.kind == engine::FeatureKind::kInteraction) {
    const auto a = level_by_definition(model, feature.left, indicators, family);
    const auto b = level_by_definition(model, feature.right, indicators, family);
    if (!a || !b) return std::nullopt;
    return *a * static_cast<std::int64_t>(model.features[feature.right].levels) + *b;
  }
  const auto value = cell(indicators, feature.variable, family);
  if (!value) return std::nullopt;
  if (feature.kind == engine::FeatureKind::kCount) return *value > feature.cap ? feature.cap : *value;
  if (feature.kind == engine::FeatureKind::kBand) {
    std::int64_t divisor = 1;
    if (feature.per) {
      const auto per = cell(indicators, *feature.per, family);
      if (!per || *per == 0) return std::nullopt;
      divisor = *per;
    }
    std::int64_t level = 0;
    for (const std::int64_t edge : feature.edges) {
      if (*value >= edge * divisor) ++level;
    }
    return level;
  }
  if (feature.kind == engine::FeatureKind::kShare) {
    const auto per = cell(indicators, *feature.per, family);
    if (!per || *per == 0) return std::nullopt;
    std::int64_t level = 0;
    while (level < static_cast<std::int64_t>(feature.edges.size()) &&
           *value * 100 >= feature.edges[static_cast<std::size_t>(level)] * *per) {
      ++level;
    }
    return level;
  }
  if (feature.groups.empty()) return value;
  for (std::size_t group = 0; group < feature.groups.size(); ++group) {
    for (const std::int64_t code : feature.groups[group]) {
      if (code == *value) return static_cast<std::int64_t>(group);
    }
  }
  return std::nullopt;
}

inline std::int64_t score_by_loops(const engine::PmtModel& model, std::size_t region,
                                   const engine::FamilyIndicators& indicators, std::size_t family) {
  std::int64_t total = model.models[region].intercept;
  for (std::size_t f = 0; f < model.features.size(); ++f) {
    const auto level = level_by_definition(model, f, indicators, family);
    total += model.models[region].coefficients[f * 16 + static_cast<std::size_t>(level ? *level : 15)];
  }
  return total;
}

}  // namespace reference
