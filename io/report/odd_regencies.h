// Finds the regencies that lie outside three times the usual spread of all regencies.
//
// Three measures, each judged alone: mean score, share of ranked families in desil 1 to 4, share of
// families without a desil. The usual spread is 1.4826 times the median absolute deviation from the
// median, which is the standard deviation where values are normal and is not moved by the odd ones.
// A regency is judged where at least kSmallestAveraged families stand behind the measure; where the
// spread is 0 nobody is odd.
//
// order: farthest first, then code, then measure. The median of an even number is the mean of the two
// middle ones.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/run_summary.h"

namespace io::report {

enum class Measure { kMeanScore, kLowDesils, kUnranked };

struct OddRegency {
  std::size_t row = 0;  // in summary.regencies
  Measure measure = Measure::kMeanScore;
  double value = 0;    // ln rupiah, or a share 0 to 1
  double median = 0;   // of all judged regencies
  double spreads = 0;  // (value − median) / usual spread: below −3 or above 3
};

inline constexpr double kOddSpreads = 3;

std::vector<OddRegency> odd_regencies(const engine::RunSummary& summary);

}  // namespace io::report
