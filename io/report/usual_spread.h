// Tells what is usual among regions: the median, and 1.4826 times the median absolute deviation from it, which is
// the standard deviation where values are normal and is not moved by the odd ones.
//
// The median of an even number is the mean of the two middle ones; of no values both are 0.
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

namespace io::report {

struct UsualSpread {
  double median = 0, spread = 0;
};

inline double median_of(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  return (*std::max_element(values.begin(), middle) + *middle) / 2;
}

inline UsualSpread usual_spread(const std::vector<double>& values) {
  constexpr double kMedianDeviationToSpread = 1.4826;  // 1 / Φ⁻¹(3/4)
  UsualSpread usual;
  usual.median = median_of(values);
  std::vector<double> distances;
  for (const double value : values) distances.push_back(std::fabs(value - usual.median));
  usual.spread = kMedianDeviationToSpread * median_of(distances);
  return usual;
}

}  // namespace io::report
