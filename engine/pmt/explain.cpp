#include "engine/pmt/explain.h"

#include <cmath>

#include "engine/error.h"
#include "engine/pmt/features.h"
#include "engine/pmt/level_words.h"

namespace engine {
namespace {

double percent_of(PmtScore difference) {
  return 100 * std::expm1(static_cast<double>(difference) / static_cast<double>(kOneLnUnit));
}

}  // namespace

std::string seen_in_words(const PmtModel& model, std::size_t index, const FamilyIndicators& indicators,
                          std::size_t family) {
  const Feature& feature = model.features[index];
  if (feature.kind == FeatureKind::kInteraction) {
    std::string words = seen_in_words(model, feature.left, indicators, family);
    words.append(" × ").append(seen_in_words(model, feature.right, indicators, family));
    return words;
  }
  const auto value = value_of(indicators, feature.variable, family);
  std::string words = value ? value_in_words(feature.variable, *value) : std::string("tidak ada data");
  if (feature.per) {
    const auto per = value_of(indicators, *feature.per, family);
    words.append(" / ").append(per ? value_in_words(*feature.per, *per) : std::string("tidak ada data"));
  }
  return words;
}

ScoreExplanation explain_score(const PmtModel& model, std::size_t model_index, const FamilyIndicators& indicators,
                               std::size_t family, const UsualFamily* usual) {
  if (model_index >= model.models.size() || family >= indicators.size()) {
    throw Error(ExitCode::kInvariant, "explain: no such model or family");
  }
  const RegionModel& region = model.models[model_index];
  ScoreExplanation explanation;
  explanation.model_region = region.region;
  explanation.intercept = region.intercept;
  std::int64_t total = region.intercept;
  for (std::size_t f = 0; f < model.features.size(); ++f) {
    ScorePart part;
    part.feature = model.features[f].name;
    part.label = model.features[f].label;
    part.seen = seen_in_words(model, f, indicators, family);
    part.level = derive_level(model, f, indicators, family);
    part.missing = part.level == kMissingLevel;
    part.coefficient = region.coefficient(f, part.level);
    part.percent = percent_of(part.coefficient);
    if (usual != nullptr && !usual->levels.empty()) {
      part.usual = level_in_words(model.features, f, usual->levels[f]);
      part.difference = part.coefficient - region.coefficient(f, usual->levels[f]);
      part.difference_percent = percent_of(part.difference);
    }
    total += part.coefficient;
    explanation.parts.push_back(std::move(part));
  }
  if (usual != nullptr && !usual->levels.empty()) {
    explanation.usual_score = score_of_levels(model, model_index, usual->levels);
  }
  explanation.score = static_cast<PmtScore>(total);  // within int32 by the bounds of engine/pmt/model.h
  return explanation;
}

}  // namespace engine
