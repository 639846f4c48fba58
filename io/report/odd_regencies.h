// Finds the regencies that lie outside three times the usual spread of all regencies.
//
// Three measures, each judged alone: mean score, share of ranked families in desil 1 to 4, share of
// families without a desil. The usual spread is 1.4826 times the median absolute deviation from the
// median, which is the standard deviation where values are normal and is not moved by the odd ones.
// To it comes the chance that few families bring, so that a small regency is not odd by luck:
// distance = (value − median) / √(spread² + chance²), where chance² is p(1−p)/n of a share (p the
// median or the share itself, whichever varies more, since a rare thing is skew; n its families) and
// sd²/n of a mean score.
// A regency is judged where at least kSmallestAveraged families stand behind the measure; where the
// spread is 0 nobody is odd.
//
// order: farthest first, then code, then measure. The median of an even number is the mean of the two
// middle ones.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "engine/run_summary.h"

namespace io::report {

enum class Measure { kMeanScore, kLowDesils, kUnranked };
inline constexpr std::array<Measure, 3> kMeasures = {Measure::kMeanScore, Measure::kLowDesils, Measure::kUnranked};

struct OddRegency {
  std::size_t row = 0;  // in summary.regencies
  Measure measure = Measure::kMeanScore;
  double value = 0;    // ln rupiah, or a share 0 to 1
  double median = 0;   // of all judged regencies
  double spreads = 0;  // the distance: below −3 or above 3
};

struct MeasureSpread {
  std::size_t judged = 0;  // regencies
  double median = 0;
  double spread = 0;  // the usual one; 0 where there is none
};

struct OddFindings {
  std::vector<OddRegency> regencies;
  std::array<MeasureSpread, 3> measures;  // order of kMeasures
};

inline constexpr double kOddSpreads = 3;

OddFindings find_odd_regencies(const engine::RunSummary& summary);

}  // namespace io::report
