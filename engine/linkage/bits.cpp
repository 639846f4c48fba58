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

}  // namespace

WeightUnits weight_of(double value) {
  if (!(value > 0)) return kImpossible;
  int exponent = 0;
  double fraction = 2 * std::frexp(value, &exponent);  // 1 to 2
  --exponent;
  // Squaring doubles the logarithm: a bit of it each time. One bit more than needed, to round.
  std::int64_t log = exponent;
  for (int i = 0; i <= kFractionBits; ++i) {
    fraction *= fraction;
    log *= 2;
    if (fraction >= 2) {
      fraction /= 2;
      ++log;
    }
  }
  const std::int64_t units = (log + 1) >> 1;
  return static_cast<WeightUnits>(std::max<std::int64_t>(units, kImpossible));
}

double odds_of(WeightUnits weight) {
  static const std::array<double, 1 << kFractionBits> kRoots = make_roots();
  return std::ldexp(kRoots[static_cast<std::size_t>(weight & (kUnitsOfBit - 1))], weight >> kFractionBits);
}

}  // namespace engine
