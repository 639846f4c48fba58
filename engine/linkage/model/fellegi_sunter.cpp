#include "engine/linkage/model/fellegi_sunter.h"

#include <algorithm>

namespace engine {

double FellegiSunterModel::share_by_chance() const {
  double share = 1 - lambda;
  for (const RelatedClass& other : related) share -= other.share;
  return share;
}

PatternWeights::PatternWeights(const FellegiSunterModel& model)
    : prior_(weight_of_ratio(model.lambda / model.share_by_chance())),
      related_(std::min(model.related.size(), kMostRelated)) {
  priors_[0] = prior_;
  for (std::size_t k = 0; k < related_; ++k) priors_[k + 1] = weight_of_ratio(model.lambda / model.related[k].share);
  for (std::size_t f = 0; f < model.fields.size(); ++f) {
    const FieldParameters& field = model.fields[f];
    first_.push_back(rows_.size());
    for (std::size_t level = 0; level < field.m.size(); ++level) {
      Row weights{}, by_chance{};
      by_chance[0] = -1;
      if (model.layout[f].missing != level) weights[0] = weight_of_ratio(field.m[level] / field.u[level]);
      for (std::size_t k = 0; k < related_; ++k) {
        const RelatedClass& other = model.related[k];
        by_chance[k + 1] = other.by_chance(f, level) ? -1 : 0;
        if (model.layout[f].missing != level)
          weights[k + 1] = other.by_chance(f, level) ? weights[0] : weight_of_ratio(field.m[level] / other.r[f][level]);
      }
      rows_.push_back(weights);
      by_chance_.push_back(by_chance);
    }
  }
}

MatchWeight PatternWeights::of(const PatternLayout& layout, Pattern pattern,
                               std::span<const MatchWeight> frequency) const {
  Row sums = priors_;
  for (std::size_t f = 0; f < first_.size(); ++f) {
    const std::size_t at = first_[f] + layout.level(pattern, f);
    const Row &weights = rows_[at], &mask = by_chance_[at];
    const MatchWeight rare = frequency.empty() ? 0 : frequency[f];
    for (std::size_t k = 0; k < kSides; ++k) sums[k] += weights[k] + (rare & mask[k]);
  }
  MatchWeight weight = sums[0];
  for (std::size_t k = 1; k <= related_; ++k) weight = against_both(weight, sums[k]);
  return weight;
}

}  // namespace engine
