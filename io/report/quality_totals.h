// Sums the soft findings of a source over its regencies, and finds the regencies that have far more of one.
//
// Usual is the share of the whole source. A regency of at least kSmallestAveraged rows stands out in a finding when
// at least kSmallestShown of them have it, their share is twice the usual one or more, and the distance
// (share − usual) / √(spread² + chance²) is above kOddQualitySpreads; chance is that of odd_regencies.h, spread
// the usual one among the regencies in which kSmallestShown rows would be expected, for in smaller ones the shares
// jump by luck. The threshold is higher than there because some 30,000 shares are judged, not 1,500, and faults
// come in families. Notes (a withdrawn code that is good as it is) are no faults and stand out nowhere.
//
// order: totals by rows, most first, then persons before families, then the word; odd ones by distance, farthest
// first, then source, regency code, word.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/run_summary.h"

namespace io::report {

inline constexpr double kOddQualitySpreads = 5;

struct FindingTotal {
  std::string finding;
  bool families = false;  // in the families table; else persons
  std::uint64_t rows = 0;
  std::uint64_t of = 0;  // accepted rows of the table
};
std::vector<FindingTotal> finding_totals(const engine::SourceSummary& source);

struct OddQuality {
  std::size_t source = 0;    // in summary.sources
  std::uint32_t region = 0;  // 4 digits
  std::string finding;
  bool families = false;
  std::uint64_t rows = 0, of = 0;
  double usual = 0;  // share 0 to 1
  double spreads = 0;
};
std::vector<OddQuality> find_odd_quality(const engine::RunSummary& summary);

}  // namespace io::report
