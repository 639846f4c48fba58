#include "engine/pmt/fit/hold_out.h"

#include "engine/parallel.h"

namespace engine::fit {
namespace {

void hold_out_regency(const FitContext& context, const FittedLevels& levels, std::size_t r, std::size_t province,
                      std::vector<double>& predicted) {
  const RegencyRows& regency = context.regions.regencies[r];
  const Rows rows = context.rows();
  const bool own_model = context.plan.level == FitLevel::kRegency && context.has_own_model(regency.end - regency.begin);
  FoldMoments own;
  if (own_model || context.constants()) own = context.moments_of(regency);
  for (std::size_t k = 0; k < context.folds(); ++k) {
    const Above& above =
        context.plan.level == FitLevel::kNation ? levels.nation.without[k] : levels.provinces[province].without[k];
    const Vector b = own_model ? effects_without(context, own, k, above, levels.regency) : above.b;
    const double constant = context.constants() ? constant_of(own.train[k].rows > 0 ? own.train[k] : own.all, b) : 0;
    for (std::size_t row = regency.begin; row < regency.end; ++row) {
      if (context.fold_of[row] == k) predicted[row] = context.origin + constant + rows.predicted(row, b);
    }
  }
}

}  // namespace

double constant_of(const Moments& own, const Vector& slopes) {
  return own.cross(0) / own.weight - own.means().dot(slopes);
}

std::vector<double> hold_out(const FitContext& context, const FittedLevels& levels) {
  std::vector<double> predicted(context.survey.rows(), 0);
  const std::vector<std::size_t> province_of = context.provinces_of_regencies();
  parallel_for(context.regions.regencies.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t r = begin; r < end; ++r) hold_out_regency(context, levels, r, province_of[r], predicted);
  });
  return predicted;
}

}  // namespace engine::fit
