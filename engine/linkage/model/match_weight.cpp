#include "engine/linkage/model/match_weight.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "engine/linkage/bits.h"

namespace engine {

MatchWeight weight_of_ratio(double ratio) {
  return ratio > 0 ? std::clamp(nearest_log2_units(ratio), -kMostWeight, kMostWeight) : -kMostWeight;
}

double ratio_of(MatchWeight weight) { return odds_of(weight); }

MatchWeight against_both(MatchWeight a, MatchWeight b) {
  constexpr std::size_t kFar = 12 * kWeightUnit;  // beyond, the farther one adds less than half a unit
  static const std::vector<std::uint16_t> kAdded = [] {
    std::vector<std::uint16_t> added(kFar);
    for (std::size_t d = 0; d < kFar; ++d)
      added[d] = static_cast<std::uint16_t>(weight_of_ratio(1 + 1 / ratio_of(static_cast<MatchWeight>(d))));
    return added;
  }();
  const MatchWeight near = std::min(a, b);
  const auto distance = static_cast<std::size_t>(std::max(a, b) - near);
  return distance < kFar ? near - kAdded[distance] : near;
}

double probability_of(MatchWeight weight) {
  const double ratio = ratio_of(weight);
  return ratio / (1 + ratio);
}

}  // namespace engine
