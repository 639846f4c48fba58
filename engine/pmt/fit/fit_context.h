// Holds what all steps of a fit share: plan, survey, its regions, folds, and the design of the columns that are in.
//
// Private to engine/pmt/fit. `origin` is taken off the target before squares are summed.
#pragma once

#include "engine/pmt/fit/fit_plan.h"
#include "engine/pmt/fit/fold_moments.h"
#include "engine/pmt/fit/regions.h"
#include "engine/pmt/fit/sandwich.h"

namespace engine::fit {

struct FitContext {
  const FitPlan& plan;
  const SurveyTable& survey;
  RegionRows regions;
  std::vector<std::uint8_t> fold_of;  // by row
  double origin = 0;
  Design design;

  Rows rows() const { return {survey, design, origin}; }
  std::size_t folds() const { return plan.folds; }
  bool constants() const { return plan.regional_constants; }
  bool has_own_model(std::size_t rows) const { return rows >= plan.min_rows; }
  FoldMoments moments_of(const RegencyRows& regency) const {
    return regency_moments(rows(), regency, fold_of, folds());
  }
  // The rows of the regencies [first, last): one stretch, with regional constants one a regency with its means.
  std::vector<Stretch> stretches_of(std::size_t first, std::size_t last) const;
  // By regency: the place of its province.
  std::vector<std::size_t> provinces_of_regencies() const;
};

// Lays out regions, folds, origin and design.
// errors: engine::Error kInput for a survey without rows or with fewer clusters than folds, kUsage as lay_out_design.
FitContext context_of(const FitPlan& plan, const SurveyTable& survey);

}  // namespace engine::fit
