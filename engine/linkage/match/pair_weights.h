// Weighs compared pairs: the pattern's weight, and how frequent the values are in which they agree.
//
// Values are adjusted in every field (model/term_frequency.h). How often a value is shared by chance is counted after
// EM: of the pairs that share it, those that are expected to be matches are left out.
//
// units: 1/1024 bit, the prior included. threads: safe once built; one answer for any number. cost: one pass over the
// candidates to build, then an addition a field. memory: 4 bytes a value.
#pragma once

#include <span>
#include <vector>

#include "engine/linkage/match/candidate_pairs.h"
#include "engine/linkage/match/field_values.h"
#include "engine/linkage/model/fellegi_sunter.h"

namespace engine {

class PairWeights {
 public:
  // The fields and the comparison must outlive the weights.
  PairWeights(std::span<const FieldValues> fields, const RowComparison& comparison, const FellegiSunterModel& model,
              std::span<const ComparedPair> candidates);

  MatchWeight weight(const ComparedPair& pair) const;
  MatchWeight weight(std::uint32_t left, std::uint32_t right) const;

  // The parts of a weight, for those who ask why.
  MatchWeight prior() const { return weights_.prior(); }
  MatchWeight of_field(const ComparedPair& pair, std::size_t field) const;
  MatchWeight of_frequency(const ComparedPair& pair, std::size_t field) const;
  MatchWeight of_related(const ComparedPair& pair) const;  // at most 0: that they may be two related persons

 private:
  void count_frequencies(const FellegiSunterModel& model, std::span<const ComparedPair> candidates);

  std::span<const FieldValues> fields_;
  const RowComparison& comparison_;
  PatternWeights weights_;
  std::vector<std::vector<MatchWeight>> frequencies_;  // by field and value
};

}  // namespace engine
