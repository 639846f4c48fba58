// Adjusts the weight of an agreement on one value by how frequent the value is.
//
// To agree on a value of relative frequency f by chance has the probability f, not the mean u over all values: the
// weight becomes log2(m / f), that is the weight of the level plus log2(u / f). (H. B. Newcombe et al., "Automatic
// linkage of vital records", Science 130, 1959; after EM as in Splink and fastLink.)
//
// f is (others + 1) / (rows − 1 + 1/u), where `others` is the expected number of other rows that have the value without
// being the same person: one coincidence is added at the mean rate. So a value that nobody else has is rarer than the
// mean by what the number of rows can tell, a value as frequent as the mean keeps its weight, and rows of one person
// that repeat a value do not make it frequent.
//
// units and range: 1/1024 bit, held within ±`most`, since a frequency from few rows is a rough guess (default 10 bits:
// a thousandth of the mean). threads: safe. cost: one logarithm; make them once per value.
#pragma once

#include <algorithm>
#include <cstdint>

#include "engine/linkage/model/match_weight.h"

namespace engine {

inline constexpr MatchWeight kMostTermAdjustment = 10 * kWeightUnit;

// `u` of the level of agreement; `rows` have a value.
inline MatchWeight term_adjustment(double u, double others, std::uint64_t rows,
                                   MatchWeight most = kMostTermAdjustment) {
  if (rows < 2 || u <= 0) return 0;
  const double expected = u * static_cast<double>(rows - 1);
  return std::clamp(weight_of_ratio((expected + 1) / (std::max(others, 0.0) + 1)), -most, most);
}

}  // namespace engine
