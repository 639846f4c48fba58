#include "engine/linkage/model/error_rates.h"

namespace engine {

ErrorRates error_rates(std::span<const PatternCount> counts, const PatternLayout& layout, const PatternWeights& weights,
                       MatchWeight threshold) {
  ErrorRates rates;
  double false_links = 0, lost = 0;
  for (const PatternCount& count : counts) {
    const MatchWeight weight = weights.of(layout, count.pattern);
    const double pairs = static_cast<double>(count.pairs), matches = pairs * probability_of(weight);
    rates.matches += matches;
    if (weight >= threshold) {
      rates.links += pairs;
      false_links += pairs - matches;
    } else {
      lost += matches;
    }
  }
  if (rates.links > 0) rates.false_match_rate = false_links / rates.links;
  if (rates.matches > 0) rates.false_non_match_rate = lost / rates.matches;
  return rates;
}

}  // namespace engine
