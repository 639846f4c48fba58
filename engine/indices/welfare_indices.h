// Holds indices of poverty and inequality of expenditure per person.
//
//   FGT α = Σ p·(1 − y/z)^α over persons with y < z, by all persons      α = 0 headcount, 1 gap, 2 severity
//   Gini  = Σ Σ p_i·p_j·|y_i − y_j| / (2·N·T)                            N = Σ p, T = Σ p·y
//   Lorenz at q: the share of T that the poorest q of the persons have
// (Foster, Greer, Thorbecke 1984.) p: the persons that a row stands for, y: rupiah per person per month, z: the line.
#pragma once

#include <array>
#include <cstdint>

namespace engine {

// Rupiah per person per month, BPS, March 2025 (Berita Resmi Statistik 25 July 2025). A run file or a specification
// may name another.
inline constexpr double kPovertyLine = 609160;
inline constexpr std::size_t kLorenzPoints = 9;  // the poorest 10 to 90 %

struct WelfareIndices {
  std::uint64_t families = 0, persons = 0;  // behind them
  std::uint64_t poor_families = 0;
  double mean = 0;  // rupiah per person per month
  std::array<double, 3> fgt{};
  double gini = 0;
  std::array<double, kLorenzPoints> lorenz{};
};

}  // namespace engine
