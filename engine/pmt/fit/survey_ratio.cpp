#include "engine/pmt/fit/survey_ratio.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace engine {
namespace {

constexpr double kZ = 1.959963984540054;

}  // namespace

SurveyUnits::SurveyUnits(const SurveyTable& survey) : survey_(survey) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> units;
  for (std::size_t row = 0; row < survey.rows(); ++row) units.emplace_back(survey.stratum[row], survey.cluster[row]);
  std::sort(units.begin(), units.end());
  units.erase(std::unique(units.begin(), units.end()), units.end());
  for (const auto& [stratum, cluster] : units) {
    stratum_of_.push_back(stratum);
    if (units_in_.size() <= stratum) units_in_.resize(std::size_t{stratum} + 1, 0);
    ++units_in_[stratum];
  }
  unit_of_.reserve(survey.rows());
  for (std::size_t row = 0; row < survey.rows(); ++row) {
    const auto unit = std::lower_bound(units.begin(), units.end(), std::pair(survey.stratum[row], survey.cluster[row]));
    unit_of_.push_back(static_cast<std::uint32_t>(unit - units.begin()));
  }
}

std::vector<SurveyRatio> SurveyUnits::ratios(std::span<const std::uint32_t> rows, std::size_t count,
                                             const std::function<void(std::uint32_t, double*, double*)>& fill) const {
  std::vector<SurveyRatio> ratios(count);
  std::vector<double> a(count), b(count), top(count, 0), base(count, 0), weights(count, 0), squares(count, 0);
  for (const std::uint32_t row : rows) {
    fill(row, a.data(), b.data());
    const double weight = survey_.weight[row];
    for (std::size_t i = 0; i < count; ++i) {
      top[i] += weight * a[i];
      base[i] += weight * b[i];
      if (b[i] == 0) continue;
      ++ratios[i].base_rows;
      weights[i] += weight;
      squares[i] += weight * weight;
    }
  }
  for (std::size_t i = 0; i < count; ++i) {
    ratios[i].value = base[i] != 0 ? top[i] / base[i] : std::numeric_limits<double>::quiet_NaN();
    ratios[i].base_effective = squares[i] > 0 ? weights[i] * weights[i] / squares[i] : 0;
  }

  // Sums of z by unit.
  const std::vector<std::uint32_t> units = units_of(rows);
  std::vector<double> sums(units.size() * count, 0);
  for (const std::uint32_t row : rows) {
    fill(row, a.data(), b.data());
    const auto at =
        static_cast<std::size_t>(std::lower_bound(units.begin(), units.end(), unit_of_[row]) - units.begin());
    for (std::size_t i = 0; i < count; ++i) {
      if (base[i] != 0) sums[at * count + i] += survey_.weight[row] * (a[i] - ratios[i].value * b[i]) / base[i];
    }
  }
  const std::vector<double> variance = variances(units, sums, count);
  for (std::size_t i = 0; i < count; ++i) ratios[i].variance = variance[i];
  return ratios;
}

double SurveyUnits::total_variance(std::span<const std::uint32_t> rows, std::span<const double> scores) const {
  const std::vector<std::uint32_t> units = units_of(rows);
  std::vector<double> sums(units.size(), 0);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto at = std::lower_bound(units.begin(), units.end(), unit_of_[rows[i]]) - units.begin();
    sums[static_cast<std::size_t>(at)] += scores[i];
  }
  return variances(units, sums, 1)[0];
}

std::vector<std::uint32_t> SurveyUnits::units_of(std::span<const std::uint32_t> rows) const {
  std::vector<std::uint32_t> units;
  for (const std::uint32_t row : rows) units.push_back(unit_of_[row]);
  std::sort(units.begin(), units.end());
  units.erase(std::unique(units.begin(), units.end()), units.end());
  return units;
}

std::vector<double> SurveyUnits::variances(const std::vector<std::uint32_t>& units, const std::vector<double>& sums,
                                           std::size_t count) const {
  std::vector<double> variances(count, 0), sum(count), square(count);
  for (std::size_t begin = 0; begin < units.size();) {
    const std::uint32_t stratum = stratum_of_[units[begin]];
    std::fill(sum.begin(), sum.end(), 0);
    std::fill(square.begin(), square.end(), 0);
    for (; begin < units.size() && stratum_of_[units[begin]] == stratum; ++begin) {
      for (std::size_t i = 0; i < count; ++i) {
        sum[i] += sums[begin * count + i];
        square[i] += sums[begin * count + i] * sums[begin * count + i];
      }
    }
    const auto n = static_cast<double>(units_in_[stratum]);
    for (std::size_t i = 0; i < count; ++i) {
      variances[i] += n > 1 ? n / (n - 1) * std::max(0.0, square[i] - sum[i] * sum[i] / n) : square[i];
    }
  }
  return variances;
}

Interval share_interval(const SurveyRatio& ratio) {
  const double p = std::clamp(ratio.value, 0.0, 1.0);
  if (std::isnan(ratio.value)) return {0, 1};
  const bool spread = ratio.variance > 0 && p > 0 && p < 1;
  const double n = spread ? p * (1 - p) / ratio.variance : std::max(ratio.base_effective, 1.0);
  const double middle = (p + kZ * kZ / (2 * n)) / (1 + kZ * kZ / n);
  const double half = kZ / (1 + kZ * kZ / n) * std::sqrt(p * (1 - p) / n + kZ * kZ / (4 * n * n));
  return {std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

Interval plain_interval(const SurveyRatio& ratio) {
  const double half = kZ * std::sqrt(ratio.variance);
  return {ratio.value - half, ratio.value + half};
}

}  // namespace engine
