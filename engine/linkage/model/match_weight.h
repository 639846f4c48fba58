// Counts evidence in whole units of 1/1024 bit, so that sums of weights are the same on every machine.
//
// units and range: log2 of a positive ratio, rounded to the nearest unit and held within ±kMostWeight (200 bits); a
// probability is 2^w / (1 + 2^w). One answer on every machine (engine/linkage/bits.h).
// threads: safe. cost: `weight_of_ratio` 0.1 µs, `probability_of` a few ns.
#pragma once

#include <cstdint>

namespace engine {

using MatchWeight = std::int32_t;
inline constexpr MatchWeight kWeightUnit = 1024;
inline constexpr MatchWeight kMostWeight = 200 * kWeightUnit;

// `ratio` > 0.
MatchWeight weight_of_ratio(double ratio);

// 2^(weight / kWeightUnit).
double ratio_of(MatchWeight weight);

double probability_of(MatchWeight weight);

// The weight against two alternatives together, from that against each: −log2(2^−a + 2^−b).
MatchWeight against_both(MatchWeight a, MatchWeight b);

}  // namespace engine
