// Adjusts the weight of an exact agreement by how frequent the value is.
//
// To agree on a value of relative frequency f by chance has the probability f, not the mean u over all values: the
// weight becomes log2(m / f), that is the weight of the level plus log2(u / f). (H. B. Newcombe et al., "Automatic
// linkage of vital records", Science 130, 1959; after EM as in Splink and fastLink.)
//
// units and range: 1/1024 bit. f is (count − 1) / (rows − 1): what one of the two rows sees among all others; it is not
// below 1 / (rows − 1), so that a value seen in this pair only is as rare as the data can tell. The adjustment is held
// within ±`most`, since a frequency from few rows is a rough guess (default 10 bits: one in a thousand of the mean).
// threads: safe. cost: one logarithm; make them once per value.
#pragma once

#include <algorithm>
#include <cstdint>

#include "engine/linkage/model/match_weight.h"

namespace engine {

inline constexpr MatchWeight kMostTermAdjustment = 10 * kWeightUnit;

// `u` of the exact level; `count` of `rows` present rows have the value.
inline MatchWeight term_adjustment(double u, std::uint64_t count, std::uint64_t rows,
                                   MatchWeight most = kMostTermAdjustment) {
  if (rows < 2 || u <= 0) return 0;
  const double others = static_cast<double>(count > 2 ? count - 1 : 1);
  return std::clamp(weight_of_ratio(u * static_cast<double>(rows - 1) / others), -most, most);
}

}  // namespace engine
