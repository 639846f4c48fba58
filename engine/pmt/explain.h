// Takes one family's score apart: the intercept of its region and one part for each feature.
//
// The parts and the intercept sum to the score to the last digit; so do the score of the reference family
// (engine/pmt/usual_family.h) in the same model and the differences to it.
// units: coefficients as PmtScore; `percent` is the effect on expenditure, 100 · (exp(coefficient / 2^24) − 1).
// missing: `seen` says "tidak ada data" and the part carries the coefficient of a missing level.
// order: features of the model. Words are Bahasa Indonesia.
// errors: engine::Error(kInvariant) for a model or family out of range.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/pmt/model.h"
#include "engine/pmt/usual_family.h"
#include "engine/store/family_indicators.h"

namespace engine {

struct ScorePart {
  std::string feature;  // name in the model
  std::string label;    // what it is
  std::string seen;     // the family's value: "tanah", "4", "36 / 4" where it is divided
  std::uint8_t level = kMissingLevel;
  bool missing = false;
  PmtScore coefficient = 0;
  double percent = 0;
  // Against the reference family; only where one is given.
  std::string usual;  // its level in words
  PmtScore difference = 0;
  double difference_percent = 0;
};

struct ScoreExplanation {
  std::uint32_t model_region = 0;  // 0 nation, 2 digits province, 4 digits regency
  PmtScore intercept = 0;
  std::vector<ScorePart> parts;
  PmtScore score = 0;
  std::optional<PmtScore> usual_score;  // of the reference family in this model
};

ScoreExplanation explain_score(const PmtModel& model, std::size_t model_index, const FamilyIndicators& indicators,
                               std::size_t family, const UsualFamily* usual = nullptr);

// The value of one feature in words.
std::string seen_in_words(const PmtModel& model, std::size_t feature, const FamilyIndicators& indicators,
                          std::size_t family);

}  // namespace engine
