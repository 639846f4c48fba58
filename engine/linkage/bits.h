// Match weights in whole units of 1/1024 bit, and the way between them and probabilities.
//
// The C library picks other code by processor, so its last bit may differ; here only +, −, ×, ÷ and sqrt of doubles
// are used, which IEEE 754 rounds one way. range: weights within ±2^20 units.
// threads: safe. cost: logarithms about 20 multiplications, `odds_of` two.
#pragma once

#include <cstdint>

namespace engine {

using WeightUnits = std::int32_t;
inline constexpr WeightUnits kUnitsOfBit = 1024;
inline constexpr WeightUnits kImpossible = -64 * kUnitsOfBit;

// log2(value) in units, rounded down; value > 0.
WeightUnits log2_units(double value);
// log2(value) in units, to the nearest; value > 0.
WeightUnits nearest_log2_units(double value);
// The same, not below kImpossible, which 0 and less have.
WeightUnits weight_of(double value);
// 2^(weight / 1024).
double odds_of(WeightUnits weight);

}  // namespace engine
