// Logarithms to base 2 and their inverse in units of 1/1024 bit, by arithmetic alone: the same on every machine.
//
// The mathematical library may differ in the last place from one machine to the next, and a weight is rounded from it.
// Multiplications of doubles do not. range: `log2_units` of a number above 0, rounded down; `exp2_units` of ±60 bits
// and beyond, within 1e-9 of its size. threads: safe. cost: about 15 ns each.
#pragma once

#include <cmath>
#include <cstdint>

namespace engine {

inline constexpr int kBitUnits = 1024;
inline constexpr int kBitUnitsLog2 = 10;

inline std::int32_t log2_units(double value) {
  int exponent = 0;
  double mantissa = std::frexp(value, &exponent) * 2;  // [1, 2)
  std::int32_t units = exponent - 1;
  for (int bit = 0; bit < kBitUnitsLog2; ++bit) {
    mantissa *= mantissa;
    const bool over = mantissa >= 2;
    units = units * 2 + (over ? 1 : 0);
    if (over) mantissa /= 2;
  }
  return units;
}

inline double exp2_units(std::int32_t units) {
  // 2^(1/2), 2^(1/4), …, 2^(1/1024)
  static constexpr double kRoots[kBitUnitsLog2] = {
      1.4142135623730951, 1.1892071150027210, 1.0905077326652577, 1.0442737824274138, 1.0218971486541166,
      1.0108892860517005, 1.0054299011128027, 1.0027112750502025, 1.0013547198921082, 1.0006771306930664};
  const std::int32_t whole = units >> kBitUnitsLog2, rest = units & (kBitUnits - 1);
  double value = 1;
  for (int bit = 0; bit < kBitUnitsLog2; ++bit) {
    if ((rest >> (kBitUnitsLog2 - 1 - bit) & 1) != 0) value *= kRoots[bit];
  }
  return std::ldexp(value, whole);
}

}  // namespace engine
