#include "engine/desil/normal_table.h"

namespace engine {
namespace {

// e^−x for 0 ≤ x ≤ 64: the series of e^(−x/128), squared seven times.
double exponential_of_minus(double x) {
  const double part = x / 128;
  double sum = 1;
  for (int n = 16; n >= 1; --n) sum = 1 - sum * part / n;
  for (int i = 0; i < 7; ++i) sum *= sum;
  return sum;
}

// Φ(z) − ½ for z ≥ 0; all terms are positive.
double normal_half(double z) {
  constexpr double kDensityAtZero = 0.3989422804014326779;
  double term = z, sum = z;
  for (int n = 3; n < 400; n += 2) {
    term = term * z * z / n;
    sum += term;
  }
  return sum * kDensityAtZero * exponential_of_minus(z * z / 2);
}

}  // namespace

NormalTable::NormalTable() {
  for (std::size_t i = 0; i <= kCells; ++i) {
    half_[i] = static_cast<std::uint32_t>(
        normal_half(static_cast<double>(i) / (1 << (kDeviateBits - kStepBits))) * static_cast<double>(kCertain) + 0.5);
  }
  half_[kCells + 1] = half_[kCells];
}

const NormalTable& NormalTable::get() {
  static const NormalTable kTable;
  return kTable;
}

}  // namespace engine
