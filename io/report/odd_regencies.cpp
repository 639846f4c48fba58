#include "io/report/odd_regencies.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>

#include "io/report/disclosure.h"
#include "io/report/usual_spread.h"

namespace io::report {
namespace {

double share(std::uint64_t part, std::uint64_t whole) { return static_cast<double>(part) / static_cast<double>(whole); }

std::optional<double> value_of(const engine::RegionSummary& region, Measure measure) {
  const auto& desils = region.families_by_desil;
  switch (measure) {
    case Measure::kMeanScore:
      if (region.ranked < kSmallestAveraged || !std::isfinite(region.mean_score)) return std::nullopt;
      return region.mean_score;
    case Measure::kLowDesils:
      if (region.ranked < kSmallestAveraged) return std::nullopt;
      return share(desils[1] + desils[2] + desils[3] + desils[4], region.ranked);
    case Measure::kUnranked:
      if (region.families < kSmallestAveraged) return std::nullopt;
      return share(desils[0], region.families);
  }
  return std::nullopt;
}

// Variance of the value that comes from the number of families alone.
double chance(const engine::RegionSummary& region, Measure measure, double value, double median) {
  if (measure == Measure::kMeanScore) {
    return region.sd_score * region.sd_score / static_cast<double>(region.ranked);
  }
  const auto families = static_cast<double>(measure == Measure::kLowDesils ? region.ranked : region.families);
  return std::max(median * (1 - median), value * (1 - value)) / families;
}

}  // namespace

OddFindings find_odd_regencies(const engine::RunSummary& summary) {
  OddFindings found;
  auto& odd = found.regencies;
  for (const Measure measure : kMeasures) {
    std::vector<std::size_t> rows;
    std::vector<double> values;
    for (std::size_t row = 0; row < summary.regencies.size(); ++row) {
      if (const auto value = value_of(summary.regencies[row], measure)) {
        rows.push_back(row);
        values.push_back(*value);
      }
    }
    if (values.empty()) continue;
    const auto [median, spread] = usual_spread(values);
    found.measures[static_cast<std::size_t>(measure)] = {rows.size(), median, spread};
    if (!(spread > 0)) continue;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const double luck = chance(summary.regencies[rows[i]], measure, values[i], median);
      const double expected = std::sqrt(spread * spread + luck);
      const double spreads = (values[i] - median) / expected;
      if (std::fabs(spreads) > kOddSpreads) odd.push_back({rows[i], measure, values[i], median, spreads});
    }
  }
  std::sort(odd.begin(), odd.end(), [](const OddRegency& a, const OddRegency& b) {
    return std::tuple(-std::fabs(a.spreads), a.row, a.measure) < std::tuple(-std::fabs(b.spreads), b.row, b.measure);
  });
  return found;
}

}  // namespace io::report
