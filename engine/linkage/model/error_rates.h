// Estimates from the model alone how many links are false and how many matches are lost at a threshold.
//
//   false_match_rate      among pairs at or above the threshold, the expected share that is no match
//   false_non_match_rate  among all expected matches, the share below it
// (As in fastLink; Enamorado, Fifield, Imai 2019.) They are as good as the model's independence is.
//
// missing: 0 where nothing lies above, or no match is expected. threads: safe. cost: one pass over the counts.
#pragma once

#include <span>

#include "engine/linkage/model/fellegi_sunter.h"
#include "engine/linkage/model/pattern_counts.h"

namespace engine {

struct ErrorRates {
  double links = 0, matches = 0;  // pairs at or above; expected matches among all
  double false_match_rate = 0, false_non_match_rate = 0;
};

// `threshold`: a total weight with the prior in it; 0 is a probability of 0.5.
ErrorRates error_rates(std::span<const PatternCount> counts, const PatternLayout& layout, const PatternWeights& weights,
                       MatchWeight threshold);

}  // namespace engine
