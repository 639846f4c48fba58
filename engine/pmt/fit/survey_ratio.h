// Estimates ratios of weighted sums in a group of survey rows, with the variance of the sampling design.
//
//   r = Σ w·a / Σ w·b over the rows of the group;  z = w·(a − r·b) / Σ w·b
//   variance = Σ_h n_h/(n_h − 1) · Σ_c (z_hc − z̄_h)²
// over strata h and clusters c, all clusters of a stratum counted, also those without a row in the group (Särndal,
// Swensson, Wretman 1992, 5.6 and 5.8; R: survey::svyratio of a subset). A stratum with one cluster adds its square.
// threads: safe. cost: two passes over the rows of the group.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "engine/pmt/fit/survey_table.h"

namespace engine {

struct SurveyRatio {
  double value = 0;  // NaN where Σ w·b is 0
  double variance = 0;
  std::size_t base_rows = 0;  // rows with b ≠ 0
  double base_effective = 0;  // Kish's number of them
};

// The sample's units: made once for a survey.
class SurveyUnits {
 public:
  explicit SurveyUnits(const SurveyTable& survey);

  // `fill(row, a, b)` writes the `count` numerators and denominators of a row.
  std::vector<SurveyRatio> ratios(std::span<const std::uint32_t> rows, std::size_t count,
                                  const std::function<void(std::uint32_t, double*, double*)>& fill) const;

  // Variance of the sum of `scores`, one for each of `rows`, weights already in.
  double total_variance(std::span<const std::uint32_t> rows, std::span<const double> scores) const;

 private:
  // The units of the rows, ascending.
  std::vector<std::uint32_t> units_of(std::span<const std::uint32_t> rows) const;
  // Variances of `count` totals, given their sums by unit: `sums` holds `count` entries a unit.
  std::vector<double> variances(const std::vector<std::uint32_t>& units, const std::vector<double>& sums,
                                std::size_t count) const;

  const SurveyTable& survey_;
  std::vector<std::uint32_t> unit_of_;     // by row
  std::vector<std::uint32_t> stratum_of_;  // by unit
  std::vector<std::uint32_t> units_in_;    // by stratum
};

struct Interval {
  double low = 0, high = 0;
};

// 95 % interval of a share: Wilson's with the number of rows that the design is worth.
Interval share_interval(const SurveyRatio& ratio);
// 95 % interval of any ratio: 1.96 standard errors to both sides.
Interval plain_interval(const SurveyRatio& ratio);

}  // namespace engine
