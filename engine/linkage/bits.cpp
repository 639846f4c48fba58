#include "engine/linkage/bits.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace engine {
namespace {

constexpr int kFractionBits = 10;

// roots[i] = 2^(i / 1024).
std::array<double, 1 << kFractionBits> make_roots() {
  std::array<double, kFractionBits> halvings;  // 2^(1/2), 2^(1/4), …
  double root = 2;
  for (double& halving : halvings) halving = root = std::sqrt(root);
  std::array<double, 1 << kFractionBits> roots;
  for (int i = 0; i < 1 << kFractionBits; ++i) {
    roots[static_cast<std::size_t>(i)] = 1;
    for (int bit = 0; bit < kFractionBits; ++bit) {
      if ((i >> (kFractionBits - 1 - bit) & 1) != 0) {
        roots[static_cast<std::size_t>(i)] *= halvings[static_cast<std::size_t>(bit)];
      }
    }
  }
  return roots;
}

// log2(value) in units of 1/2048 bit, rounded down: one bit more than needed, to round.
std::int64_t log2_half_units(double value) {
  int exponent = 0;
  double fraction = 2 * std::frexp(value, &exponent);  // 1 to 2
  --exponent;
  // Squaring doubles the logarithm: a bit of it each time.
  std::int64_t log = exponent;
  for (int i = 0; i <= kFractionBits; ++i) {
    fraction *= fraction;
    log *= 2;
    if (fraction >= 2) {
      fraction /= 2;
      ++log;
    }
  }
  return log;
}

}  // namespace

WeightUnits log2_units(double value) { return static_cast<WeightUnits>(log2_half_units(value) >> 1); }

WeightUnits nearest_log2_units(double value) { return static_cast<WeightUnits>((log2_half_units(value) + 1) >> 1); }

WeightUnits weight_of(double value) {
  return value > 0 ? std::max(nearest_log2_units(value), kImpossible) : kImpossible;
}

double odds_of(WeightUnits weight) {
  static const std::array<double, 1 << kFractionBits> kRoots = make_roots();
  return std::ldexp(kRoots[static_cast<std::size_t>(weight & (kUnitsOfBit - 1))], weight >> kFractionBits);
}

}  // namespace engine
