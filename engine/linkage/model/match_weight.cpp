#include "engine/linkage/model/match_weight.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace engine {
namespace {

// 2^(k/1024) from ten square roots of two.
std::array<double, kWeightUnit> fractional_powers() {
  std::array<double, 10> roots{};  // 2^(1/2), 2^(1/4), ...
  double root = 2;
  for (double& r : roots) r = root = std::sqrt(root);
  std::array<double, kWeightUnit> powers{};
  for (std::size_t k = 0; k < powers.size(); ++k) {
    double power = 1;
    for (std::size_t bit = 0; bit < roots.size(); ++bit) {
      if ((k >> (9 - bit) & 1) != 0) power *= roots[bit];
    }
    powers[k] = power;
  }
  return powers;
}

}  // namespace

MatchWeight weight_of_ratio(double ratio) {
  if (!(ratio > 0)) return -kMostWeight;
  int exponent = 0;
  double mantissa = 2 * std::frexp(ratio, &exponent);  // in [1, 2)
  std::int64_t units = exponent - 1;                   // becomes log2 in units of 2^-20
  for (int bit = 0; bit < 20; ++bit) {                 // a squaring doubles the logarithm
    mantissa *= mantissa;
    units *= 2;
    if (mantissa >= 2) {
      mantissa /= 2;
      ++units;
    }
  }
  const std::int64_t rounded = (units + 512) >> 10;
  return static_cast<MatchWeight>(std::clamp<std::int64_t>(rounded, -kMostWeight, kMostWeight));
}

double ratio_of(MatchWeight weight) {
  static const std::array<double, kWeightUnit> kPowers = fractional_powers();
  const MatchWeight whole = weight >> 10;
  return std::ldexp(kPowers[static_cast<std::size_t>(weight - whole * kWeightUnit)], whole);
}

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
