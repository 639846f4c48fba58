// Holds a Fellegi–Sunter model: how probable each agreement level is among matches (m) and among other pairs (u), and
// the share of matches (lambda). (I. P. Fellegi and A. B. Sunter, "A theory for record linkage", JASA 64, 1969.)
//
// Fields are taken as independent, given whether the pair is a match; fields that are not belong into one joint field.
//
// units and range: m, u and lambda are probabilities, those of a field summing to 1 over its levels; weights in
// 1/1024 bit (match_weight.h). missing: m and u are conditional on both sides being present: the missing level has
// m = u = 1 beside the others, weight 0, and is in no sum. So a value says nothing by being away (missing at random).
// threads: safe once built.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/linkage/model/match_weight.h"
#include "engine/linkage/model/pattern_layout.h"

namespace engine {

struct FieldParameters {
  std::vector<double> m, u;  // by level
};

struct FellegiSunterModel {
  PatternLayout layout;
  std::vector<FieldParameters> fields;
  double lambda = 0;
};

// The weights of a model as integers.
class PatternWeights {
 public:
  PatternWeights() = default;
  explicit PatternWeights(const FellegiSunterModel& model);

  MatchWeight prior() const { return prior_; }  // log2(lambda / (1 − lambda))
  MatchWeight of(std::size_t field, AgreementLevel level) const { return levels_[field][level]; }
  // The prior and the weights of all fields.
  MatchWeight of(const PatternLayout& layout, Pattern pattern) const {
    MatchWeight sum = prior_;
    for (std::size_t f = 0; f < levels_.size(); ++f) sum += levels_[f][layout.level(pattern, f)];
    return sum;
  }

 private:
  MatchWeight prior_ = 0;
  std::vector<std::vector<MatchWeight>> levels_;
};

}  // namespace engine
