#include "engine/linkage/model/fellegi_sunter.h"

namespace engine {

PatternWeights::PatternWeights(const FellegiSunterModel& model)
    : prior_(weight_of_ratio(model.lambda / (1 - model.lambda))) {
  for (std::size_t f = 0; f < model.fields.size(); ++f) {
    const FieldParameters& field = model.fields[f];
    std::vector<MatchWeight>& weights = levels_.emplace_back(field.m.size(), 0);
    for (std::size_t level = 0; level < field.m.size(); ++level) {
      if (model.layout[f].missing != level) weights[level] = weight_of_ratio(field.m[level] / field.u[level]);
    }
  }
}

}  // namespace engine
