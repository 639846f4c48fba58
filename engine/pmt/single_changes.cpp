#include "engine/pmt/single_changes.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/pmt/features.h"

namespace engine {
namespace {

// The indicators of one family alone.
FamilyIndicators only(const FamilyIndicators& all, std::size_t family) {
  FamilyIndicators one;
  one.resize(1);
  for (std::size_t c = 0; c < kFamilyCodeCount; ++c) one.codes.set(0, c, all.codes.get(family, c));
  for (std::size_t n = 0; n < kFamilyNumberCount; ++n) one.numbers[n][0] = all.numbers[n][family];
  for (std::size_t a = 0; a < kMemberAggregateCount; ++a) one.aggregates[a][0] = all.aggregates[a][family];
  return one;
}

PmtScore score_of(const PmtModel& model, std::size_t model_index, const FamilyIndicators& one) {
  const RegionModel& region = model.models[model_index];
  std::int64_t sum = region.intercept;
  for (std::size_t f = 0; f < model.features.size(); ++f) sum += region.coefficient(f, derive_level(model, f, one, 0));
  return static_cast<PmtScore>(sum);  // within int32 by the bounds of engine/pmt/model.h
}

void set(FamilyIndicators& one, Variable variable, std::uint16_t value) {
  if (variable.table == VariableTable::kCode) {
    one.codes.set(0, variable.index, static_cast<std::uint8_t>(value));
  } else {
    one.numbers[variable.index][0] = value;
  }
}

// The values around which a feature changes its level with the variable, as numbers without bounds.
void add_thresholds(const Feature& feature, Variable variable, const FamilyIndicators& one,
                    std::set<std::uint64_t>& values) {
  const auto around = [&](std::uint64_t value) { values.insert({value == 0 ? 0 : value - 1, value, value + 1}); };
  if (feature.kind == FeatureKind::kCategory) {
    for (const auto& group : feature.groups) values.insert(group.begin(), group.end());
  }
  if (feature.kind == FeatureKind::kCount) {
    for (std::uint64_t value = 0; value <= feature.cap; ++value) values.insert(value);
  }
  if (feature.kind != FeatureKind::kBand && feature.kind != FeatureKind::kShare) return;
  const std::uint64_t percent = feature.kind == FeatureKind::kShare ? 100 : 1;
  for (const std::uint64_t edge : feature.edges) {
    if (feature.variable == variable) {
      const std::uint64_t per = feature.per ? value_of(one, *feature.per, 0).value_or(0) : 1;
      around((edge * per + percent - 1) / percent);
    }
    if (feature.per == variable && edge != 0) {
      const std::uint64_t value = value_of(one, feature.variable, 0).value_or(0);
      around(percent * value / edge);
    }
  }
}

std::set<std::uint64_t> values_to_try(const PmtModel& model, Variable variable, const FamilyIndicators& one) {
  std::set<std::uint64_t> values;
  const ValueRange range = value_range(variable);
  if (variable.table == VariableTable::kCode) {
    for (std::uint64_t value = range.lowest; value <= range.highest; ++value) values.insert(value);
    for (const std::uint8_t merged : merged_codes(static_cast<FamilyCode>(variable.index))) values.erase(merged);
    return values;
  }
  for (const Feature& feature : model.features) {
    if (feature.kind == FeatureKind::kInteraction) continue;
    if (feature.variable == variable || feature.per == variable) add_thresholds(feature, variable, one, values);
  }
  std::erase_if(values, [&](std::uint64_t value) { return value < range.lowest || value > range.highest; });
  return values;
}

}  // namespace

std::vector<SingleChange> single_changes(const PmtModel& model, std::size_t model_index,
                                         const FamilyIndicators& indicators, std::size_t family) {
  std::vector<Variable> variables;
  for (const Variable variable : all_variables()) {
    const bool used = std::any_of(model.features.begin(), model.features.end(), [&](const Feature& feature) {
      return feature.kind != FeatureKind::kInteraction && (feature.variable == variable || feature.per == variable);
    });
    if (used && variable.table != VariableTable::kAggregate) variables.push_back(variable);
  }
  const FamilyIndicators own = only(indicators, family);
  const PmtScore score = score_of(model, model_index, own);
  std::vector<SingleChange> changes;
  for (const Variable variable : variables) {
    const std::optional<std::uint16_t> from = value_of(own, variable, 0);
    const auto distance = [&](std::uint16_t value) {
      return !from ? value : value > *from ? value - *from : *from - value;
    };
    std::map<PmtScore, std::uint16_t> nearest;  // by score
    for (const std::uint64_t candidate : values_to_try(model, variable, own)) {
      const auto value = static_cast<std::uint16_t>(candidate);
      if (from == value) continue;
      FamilyIndicators changed = own;
      set(changed, variable, value);
      const PmtScore reached = score_of(model, model_index, changed);
      if (reached == score) continue;
      const auto known = nearest.find(reached);
      if (known == nearest.end()) {
        nearest.emplace(reached, value);
      } else if (distance(value) < distance(known->second)) {
        known->second = value;
      }
    }
    std::vector<SingleChange> found;
    for (const auto& [reached, value] : nearest) found.push_back({variable, from, value, reached});
    std::sort(found.begin(), found.end(), [](const SingleChange& a, const SingleChange& b) { return a.to < b.to; });
    changes.insert(changes.end(), found.begin(), found.end());
  }
  return changes;
}

}  // namespace engine
