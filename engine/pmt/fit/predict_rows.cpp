#include "engine/pmt/fit/predict_rows.h"

#include <algorithm>
#include <cmath>

namespace engine::fit {
namespace {

// The model of the regency, else of its province, else of the nation.
std::size_t model_of(const std::vector<FittedModel>& models, std::uint32_t regency) {
  for (const std::uint32_t region : {regency, regency / 100}) {
    const auto found = std::lower_bound(models.begin(), models.end(), region,
                                        [](const FittedModel& m, std::uint32_t code) { return m.region < code; });
    if (found != models.end() && found->region == region) return static_cast<std::size_t>(found - models.begin());
  }
  return 0;
}

}  // namespace

void predict_rows(const FitContext& context, FitResult& result) {
  const SurveyTable& survey = context.survey;
  const Rows rows = context.rows();
  result.predicted.assign(survey.rows(), 0);
  std::vector<double> squares(result.models.size(), 0), weights(result.models.size(), 0);
  for (const RegencyRows& regency : context.regions.regencies) {
    const std::size_t at = model_of(result.models, regency.code);
    const std::vector<double>& from = result.models[at].coefficients;
    const Vector b = Eigen::Map<const Vector>(from.data(), static_cast<Index>(from.size()));
    for (std::size_t row = regency.begin; row < regency.end; ++row) {
      result.predicted[row] = rows.predicted(row, b);
      const double off = survey.target[row] - result.held_out[row];
      squares[at] += survey.weight[row] * off * off;
      weights[at] += survey.weight[row];
    }
  }
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] > 0) result.models[i].residual_sd = std::sqrt(squares[i] / weights[i]);
  }
}

}  // namespace engine::fit
