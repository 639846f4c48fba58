#include "engine/pmt/fit/fit_quality.h"

#include <algorithm>
#include <cmath>

#include "engine/parallel.h"

namespace engine {
namespace {

using Pairs = std::vector<std::pair<double, double>>;
constexpr std::size_t kPerShare = 4, kBefore = 3;
constexpr std::size_t kRatios = kBefore + kPerShare * kFitShares.size();

MeasuredShare as_share(const SurveyRatio& ratio) { return {ratio.value, share_interval(ratio), ratio.base_rows}; }
MeasuredShare as_ratio(const SurveyRatio& ratio) { return {ratio.value, plain_interval(ratio), ratio.base_rows}; }

GroupQuality measure(const SurveyGroup& group, const SurveyTable& survey, const SurveyUnits& units,
                     const FitResult& result, const FitQuality& nation) {
  GroupQuality quality{group.kind, group.code, group.rows.size(), 0, {}, {}, {}, {}};
  double sum = 0;
  for (const std::uint32_t row : group.rows) {
    quality.weight += survey.weight[row];
    sum += survey.weight[row] * survey.target[row];
  }
  const double mean = sum / quality.weight;
  const auto ratios = units.ratios(group.rows, kRatios, [&](std::uint32_t row, double* a, double* b) {
    const double y = survey.target[row], seen = result.held_out[row], off = seen - y;
    a[0] = off * off, b[0] = (y - mean) * (y - mean);
    a[1] = off * off, b[1] = 1;
    a[2] = off, b[2] = 1;
    for (std::size_t s = 0; s < kFitShares.size(); ++s) {
      const bool poor = y <= nation.lines[s], chosen = seen <= nation.quotas[s], below = seen <= nation.lines[s];
      double *const top = a + kBefore + kPerShare * s, *const base = b + kBefore + kPerShare * s;
      top[0] = poor && !chosen, base[0] = poor;
      top[1] = chosen && !poor, base[1] = chosen;
      top[2] = poor && !below, base[2] = poor;
      top[3] = below && !poor, base[3] = below;
    }
  });
  const MeasuredShare unexplained = as_ratio(ratios[0]), mse = as_ratio(ratios[1]);
  quality.r_squared = {
      1 - unexplained.value, {1 - unexplained.interval.high, 1 - unexplained.interval.low}, unexplained.base_rows};
  quality.rmse = {
      std::sqrt(mse.value), {std::sqrt(std::max(0.0, mse.interval.low)), std::sqrt(mse.interval.high)}, mse.base_rows};
  quality.bias = as_ratio(ratios[2]);
  for (std::size_t s = 0; s < kFitShares.size(); ++s) {
    const SurveyRatio* const own = ratios.data() + kBefore + kPerShare * s;
    quality.targeting[s] = {kFitShares[s], as_share(own[0]), as_share(own[1]), as_share(own[2]), as_share(own[3])};
  }
  return quality;
}

// Ten groups of equal weight by prediction.
std::vector<CalibrationPoint> calibrate(const SurveyTable& survey, const SurveyUnits& units, const FitResult& result) {
  Pairs predicted;
  for (std::size_t row = 0; row < survey.rows(); ++row)
    predicted.emplace_back(result.held_out[row], survey.weight[row]);
  std::vector<double> cuts;
  for (int tenth = 1; tenth < 10; ++tenth) cuts.push_back(weighted_quantile(predicted, 10 * tenth));
  std::vector<std::vector<std::uint32_t>> rows(10);
  for (std::uint32_t row = 0; row < survey.rows(); ++row) {
    const auto tenth = std::lower_bound(cuts.begin(), cuts.end(), result.held_out[row]) - cuts.begin();
    rows[static_cast<std::size_t>(tenth)].push_back(row);
  }
  std::vector<CalibrationPoint> points;
  for (const auto& tenth : rows) {
    if (tenth.empty()) continue;
    const auto ratios = units.ratios(tenth, 2, [&](std::uint32_t row, double* a, double* b) {
      a[0] = result.held_out[row], b[0] = 1;
      a[1] = survey.target[row], b[1] = 1;
    });
    points.push_back({ratios[0].value, as_ratio(ratios[1])});
  }
  return points;
}

}  // namespace

double weighted_quantile(Pairs pairs, int percent) {
  std::sort(pairs.begin(), pairs.end());
  long double total = 0, sum = 0;
  for (const auto& [value, weight] : pairs) total += weight;
  for (const auto& [value, weight] : pairs) {
    sum += weight;
    if (sum * 100 >= total * percent) return value;
  }
  return pairs.empty() ? std::nan("") : pairs.back().first;
}

FitQuality measure_fit(const SurveyTable& survey, const FitResult& result) {
  FitQuality quality;
  Pairs actual, predicted;
  long double mean = 0, weight = 0, rest = 0, total = 0;
  for (std::size_t row = 0; row < survey.rows(); ++row) {
    actual.emplace_back(survey.target[row], survey.weight[row]);
    predicted.emplace_back(result.held_out[row], survey.weight[row]);
    mean += static_cast<long double>(survey.weight[row]) * survey.target[row];
    weight += survey.weight[row];
  }
  mean /= weight;
  for (std::size_t row = 0; row < survey.rows(); ++row) {
    const long double off = survey.target[row] - result.predicted[row], spread = survey.target[row] - mean;
    rest += survey.weight[row] * off * off;
    total += survey.weight[row] * spread * spread;
  }
  quality.r_squared = total > 0 ? static_cast<double>(1 - rest / total) : 0;
  quality.rmse = static_cast<double>(std::sqrt(rest / weight));
  for (std::size_t s = 0; s < kFitShares.size(); ++s) {
    quality.lines[s] = weighted_quantile(actual, kFitShares[s]);
    quality.quotas[s] = weighted_quantile(predicted, kFitShares[s]);
  }
  const SurveyUnits units(survey);
  quality.calibration = calibrate(survey, units, result);
  const std::vector<SurveyGroup> groups = survey_groups(survey);
  quality.groups.resize(groups.size());
  parallel_for(groups.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) quality.groups[i] = measure(groups[i], survey, units, result, quality);
  });
  return quality;
}

}  // namespace engine
