// Measures how well a fit ranks: R², RMSE, bias, calibration, and who is missed and wrongly reached at 10 to 50 %.
//
// All figures judge predictions of rows held out. At a share q, "poor" are the families whose expenditure lies at or
// below the national q-quantile of expenditure. Two ways to choose:
//   by quota  the poorest share q by prediction, nation-wide: undercoverage = poor not chosen / poor;
//             leakage = chosen and not poor / chosen
//   by line   prediction at or below the same line: exclusion error = poor not below / poor;
//             inclusion error = below and not poor / below
// Predictions spread less than expenditure, so that a line finds fewer families at low shares and more at high ones.
//
// intervals: 95 %, by the sampling design (survey_ratio.h). missing: NaN where a share has no base.
// threads: parallel by group; one answer.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "engine/pmt/fit/fit_model.h"
#include "engine/pmt/fit/survey_groups.h"
#include "engine/pmt/fit/survey_ratio.h"

namespace engine {

inline constexpr std::array<int, 5> kFitShares = {10, 20, 30, 40, 50};

struct MeasuredShare {
  double value = 0;
  Interval interval;
  std::size_t base_rows = 0;
};

struct TargetingErrors {
  int percent = 0;
  MeasuredShare undercoverage, leakage, exclusion_error, inclusion_error;
};

struct GroupQuality {
  GroupKind kind = GroupKind::kNation;
  std::uint32_t code = 0;  // region; 1 urban, 2 rural; 1 male, 2 female
  std::size_t rows = 0;
  double weight = 0;
  MeasuredShare r_squared, rmse, bias;  // bias: mean of prediction less expenditure, ln units
  std::array<TargetingErrors, kFitShares.size()> targeting;
};

struct CalibrationPoint {
  double predicted = 0;  // mean over a tenth of the families by prediction
  MeasuredShare actual;
};

struct FitQuality {
  double r_squared = 0, rmse = 0;                  // on the rows that were fitted
  std::array<double, kFitShares.size()> lines{};   // ln rupiah
  std::array<double, kFitShares.size()> quotas{};  // predictions
  std::vector<CalibrationPoint> calibration;       // ten
  std::vector<GroupQuality> groups;                // nation, residence, sex, provinces, regencies
};

FitQuality measure_fit(const SurveyTable& survey, const FitResult& result);

// The smallest value with at least `percent` of the weight at or below it.
double weighted_quantile(std::vector<std::pair<double, double>> value_and_weight, int percent);

}  // namespace engine
