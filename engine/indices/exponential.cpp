#include "engine/indices/exponential.h"

#include <algorithm>
#include <cmath>

namespace engine {

double exponential(double x) {
  constexpr double kLn2 = 0.693147180559945309417;
  if (std::isnan(x)) return x;
  x = std::clamp(x, -50.0, 50.0);
  const double k = std::floor(x / kLn2 + 0.5);
  const double r = x - k * kLn2;
  double sum = 1;
  for (int n = 22; n >= 1; --n) sum = 1 + sum * (r / n);
  return std::ldexp(sum, static_cast<int>(k));
}

}  // namespace engine
