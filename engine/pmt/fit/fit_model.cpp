#include "engine/pmt/fit/fit_model.h"

#include <algorithm>

#include "engine/pmt/fit/choose_columns.h"
#include "engine/pmt/fit/fit_context.h"
#include "engine/pmt/fit/fit_levels.h"
#include "engine/pmt/fit/hold_out.h"
#include "engine/pmt/fit/predict_rows.h"
#include "engine/pmt/fit/regional_constants.h"

namespace engine {

FitResult fit_model(const FitPlan& plan, const SurveyTable& survey,
                    const std::function<void(std::size_t, std::size_t)>& progress) {
  std::size_t done = 0;
  const auto told = [&] {
    if (progress) progress(++done, kFitSteps);
  };
  fit::fix_block_sizes();
  fit::FitContext context = fit::context_of(plan, survey);
  told();
  FitResult result;
  const fit::ChosenColumns chosen = fit::choose_columns(context, result);
  told();
  const fit::FittedLevels levels = fit::fit_levels(context, chosen, result, told);
  result.held_out = fit::hold_out(context, levels);
  told();
  if (plan.regional_constants) fit::add_regional_constants(context, levels, result.models);
  std::sort(result.models.begin(), result.models.end(),
            [](const FittedModel& a, const FittedModel& b) { return a.region < b.region; });
  fit::predict_rows(context, result);
  result.design = std::move(context.design);
  result.fold_of = std::move(context.fold_of);
  told();
  return result;
}

}  // namespace engine
