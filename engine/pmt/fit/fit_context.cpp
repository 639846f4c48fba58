#include "engine/pmt/fit/fit_context.h"

#include <algorithm>
#include <cmath>

#include "engine/error.h"
#include "engine/pmt/fit/fold_clusters.h"

namespace engine::fit {
namespace {

void require_survey(const FitPlan& plan, const SurveyTable& survey) {
  if (survey.rows() == 0) throw Error(ExitCode::kInput, "survey: no row. Cure: name a file with data rows.");
  std::vector<std::uint32_t> clusters = survey.cluster;
  std::sort(clusters.begin(), clusters.end());
  const auto distinct = static_cast<std::size_t>(std::unique(clusters.begin(), clusters.end()) - clusters.begin());
  if (distinct < plan.folds) {
    throw Error(ExitCode::kInput, "survey: " + std::to_string(distinct) + " clusters, fewer than the " +
                                      std::to_string(plan.folds) +
                                      " folds of the cross-validation. Cure: fewer folds in [fit], or more rows.");
  }
}

// The weighted mean of the target to 1/1024.
double origin_of(const SurveyTable& survey) {
  long double sum = 0, weight = 0;
  for (std::size_t row = 0; row < survey.rows(); ++row) {
    sum += static_cast<long double>(survey.weight[row]) * survey.target[row];
    weight += survey.weight[row];
  }
  return std::round(static_cast<double>(sum / weight) * 1024) / 1024;
}

}  // namespace

FitContext context_of(const FitPlan& plan, const SurveyTable& survey) {
  require_survey(plan, survey);
  return {plan,
          survey,
          region_rows(survey),
          fold_clusters(survey, plan.folds, plan.seed),
          origin_of(survey),
          lay_out_design(plan, survey)};
}

std::vector<Stretch> FitContext::stretches_of(std::size_t first, std::size_t last) const {
  if (!constants()) return {{regions.regencies[first].begin, regions.regencies[last - 1].end, {}}};
  std::vector<Stretch> stretches;
  for (std::size_t r = first; r < last; ++r) {
    const RegencyRows& regency = regions.regencies[r];
    stretches.push_back({regency.begin, regency.end, moments_of(regency).all.means()});
  }
  return stretches;
}

std::vector<std::size_t> FitContext::provinces_of_regencies() const {
  std::vector<std::size_t> province_of;
  for (std::size_t p = 0; p < regions.provinces.size(); ++p) province_of.resize(regions.provinces[p].last, p);
  return province_of;
}

}  // namespace engine::fit
