// Says in plain doubles what engine/desil/uncertainty.h says in integers: Φ by std::erfc, every family in every sum,
// cuts by halving. Shares no code with it.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

namespace reference {

struct UncertainFamily {
  double score = 0;  // ln rupiah
  double sd = 0;     // of the residual, ln rupiah
  double weight = 0;
  int desil = 0;
};

inline double normal_below(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

inline double chance_below(const UncertainFamily& family, double bound) {
  return normal_below((bound - family.score) / family.sd);
}

inline std::array<double, 9> true_cuts(const std::vector<UncertainFamily>& families) {
  double whole = 0;
  for (const auto& family : families) whole += family.weight;
  std::array<double, 9> cuts{};
  for (std::size_t k = 1; k <= 9; ++k) {
    double low = -100, high = 200;
    for (int step = 0; step < 80; ++step) {
      const double middle = (low + high) / 2;
      double mass = 0;
      for (const auto& family : families) mass += family.weight * chance_below(family, middle);
      (mass >= whole * static_cast<double>(k) / 10 ? high : low) = middle;
    }
    cuts[k - 1] = high;
  }
  return cuts;
}

// Inclusion and exclusion error at cut k; NaN where nobody is chosen or meant.
inline std::array<double, 2> errors_at(const std::vector<UncertainFamily>& families, double cut, int k) {
  double chosen = 0, meant = 0, both = 0;
  for (const auto& family : families) {
    const double below = family.weight * chance_below(family, cut);
    meant += below;
    if (family.desil > k) continue;
    chosen += family.weight;
    both += below;
  }
  return {1 - both / chosen, 1 - both / meant};
}

}  // namespace reference
