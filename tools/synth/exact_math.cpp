#include "tools/synth/exact_math.h"

#include <array>
#include <bit>

namespace tools::synth {
namespace {

constexpr double kLn2High = 6.93147180369123816490e-01;
constexpr double kLn2Low = 1.90821492927058770002e-10;
constexpr int kQuantileBits = 12;
constexpr std::size_t kQuantiles = std::size_t{1} << kQuantileBits;
constexpr double kLargestDeviate = 4.0;

double power_of_two(int exponent) { return std::bit_cast<double>(static_cast<std::uint64_t>(exponent + 1023) << 52); }

double normal_density(double x) { return 0.3989422804014326779 * exp_exact(-0.5 * x * x); }

// Quantiles of i / kQuantiles, each found by Newton's method from its neighbour.
std::array<double, kQuantiles + 1> make_quantiles() {
  std::array<double, kQuantiles + 1> table{};
  double x = 0;
  for (std::size_t i = kQuantiles / 2; i < kQuantiles; ++i) {
    const double wanted = static_cast<double>(i) / static_cast<double>(kQuantiles);
    for (int step = 0; step < 12; ++step) x -= (normal_below(x) - wanted) / normal_density(x);
    table[i] = x;
    table[kQuantiles - i] = -x;
  }
  table[0] = -kLargestDeviate;
  table[kQuantiles] = kLargestDeviate;
  return table;
}

}  // namespace

double exp_exact(double x) {
  const double scaled = x * 1.44269504088896340736;
  const int k = static_cast<int>(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
  const double kd = static_cast<double>(k);
  const double r = (x - kd * kLn2High) - kd * kLn2Low;
  double sum = 1.0;
  for (int n = 15; n >= 1; --n) sum = 1.0 + sum * r / static_cast<double>(n);
  return sum * power_of_two(k);
}

double ln_exact(double x) {
  auto bits = std::bit_cast<std::uint64_t>(x);
  int exponent = static_cast<int>((bits >> 52) & 0x7FF) - 1023;
  bits = (bits & 0x000FFFFFFFFFFFFFull) | 0x3FF0000000000000ull;
  double m = std::bit_cast<double>(bits);
  if (m > 1.4142135623730951) {
    m *= 0.5;
    ++exponent;
  }
  const double s = (m - 1.0) / (m + 1.0);
  const double square = s * s;
  double sum = 0;
  for (int n = 21; n >= 1; n -= 2) sum = sum * square + 1.0 / static_cast<double>(n);
  const double e = static_cast<double>(exponent);
  return e * kLn2High + (e * kLn2Low + 2.0 * s * sum);
}

double normal_below(double x) {
  // Series of G. Marsaglia, "Evaluating the Normal Distribution", 2004.
  double term = x, sum = x;
  for (int n = 3; n < 200; n += 2) {
    term = term * x * x / static_cast<double>(n);
    sum += term;
  }
  return 0.5 + sum * normal_density(x);
}

double normal_of(std::uint64_t bits) {
  static const std::array<double, kQuantiles + 1> kTable = make_quantiles();
  const std::size_t cell = bits >> (64 - kQuantileBits);
  const double inside = static_cast<double>((bits >> 20) & 0xFFFFFFFFull) * 0x1p-32;
  return kTable[cell] + (kTable[cell + 1] - kTable[cell]) * inside;
}

}  // namespace tools::synth
