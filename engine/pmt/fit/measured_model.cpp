#include "engine/pmt/fit/measured_model.h"

#include <cmath>

namespace engine::fit {
namespace {

void measure_errors(const FitContext& context, const Moments& own, const RegionFit& fit,
                    const std::vector<Stretch>& stretches, const std::vector<double>& residuals, FittedModel& model) {
  const std::size_t free_constants = context.constants() ? stretches.size() : 0;
  ErrorColumns errors = standard_errors(context.rows(), stretches, own, fit.left, fit.kept, fit.b, residuals,
                                        free_constants, context.plan.lonely);
  model.classical = std::move(errors.classical);
  model.hc1 = std::move(errors.hc1);
  model.cluster = std::move(errors.cluster);
  model.design = std::move(errors.design);
  model.parameters = errors.parameters;
  model.clusters = errors.clusters;
  model.strata = errors.strata;
  model.lonely_strata = errors.lonely_strata;
}

// R² and RMSE on the region's own rows.
void measure_closeness(const FitContext& context, const std::vector<Stretch>& stretches,
                       const std::vector<double>& residuals, FittedModel& model) {
  const Rows rows = context.rows();
  long double squares = 0, mean = 0, total = 0;
  for (const Stretch& stretch : stretches) {
    for (std::size_t row = stretch.begin; row < stretch.end; ++row) {
      squares += static_cast<long double>(context.survey.weight[row]) * residuals[row] * residuals[row];
      mean += static_cast<long double>(context.survey.weight[row]) * rows.y(row);
    }
  }
  mean /= model.weight;
  for (const Stretch& stretch : stretches) {
    for (std::size_t row = stretch.begin; row < stretch.end; ++row) {
      const long double off = rows.y(row) - mean;
      total += static_cast<long double>(context.survey.weight[row]) * off * off;
    }
  }
  model.rmse = static_cast<double>(std::sqrt(squares / model.weight));
  model.r_squared = total > 0 ? static_cast<double>(1 - squares / total) : 0;
  model.residual_sd = model.rmse;
}

// Columns that the region's own rows leave open.
void note_open_columns(const FitContext& context, const Moments& own, FittedModel& model) {
  const Independence independence = find_independent(own.gram);
  for (const Index j : independence.empty) {
    if (j > 0) model.empty.push_back(static_cast<std::uint32_t>(j));
  }
  for (std::size_t i = 0; i < independence.collinear.size(); ++i) {
    model.collinear.push_back(static_cast<std::uint32_t>(independence.collinear[i]));
    model.collinear_with.push_back(made_of_words(context.plan, context.design, independence.made_of[i]));
  }
}

}  // namespace

FittedModel measured_model(const FitContext& context, std::uint32_t region, const Moments& own, RegionFit& fit,
                           const std::vector<Stretch>& stretches, std::vector<double>& residuals) {
  refine(context.rows(), stretches, fit, residuals);
  FittedModel model;
  model.region = region;
  model.rows = own.rows;
  model.weight = own.weight;
  measure_errors(context, own, fit, stretches, residuals, model);
  model.coefficients.assign(fit.b.data(), fit.b.data() + fit.b.size());
  model.coefficients[0] += context.origin;
  measure_closeness(context, stretches, residuals, model);
  note_open_columns(context, own, model);
  return model;
}

}  // namespace engine::fit
