// Chooses the columns that enter: terms by forward steps, then those that stand on their own in the whole survey.
//
// Private to engine/pmt/fit. The context's design is narrowed to them; rows at another column count as at the
// reference. Steps are judged about the means of the lowest regions that models are fitted for, so that a term is not
// chosen for telling regions apart.
// errors: engine::Error(kInput) for a survey with no more rows than columns.
#pragma once

#include "engine/pmt/fit/fit_context.h"
#include "engine/pmt/fit/fit_model.h"
#include "engine/pmt/fit/select_terms.h"

namespace engine::fit {

// Moments of the chosen columns; with regional constants about the means of the regencies.
struct ChosenColumns {
  FoldMoments nation;
  std::vector<FoldMoments> provinces;
};

// Writes selection, collinear columns and effective rows into `result`.
ChosenColumns choose_columns(FitContext& context, FitResult& result);

SelectionTrace trace_of(std::uint32_t region, const Selection& selection);

// The constant and the columns of the terms chosen.
std::vector<Index> columns_of(const Design& design, const std::vector<bool>& chosen);

}  // namespace engine::fit
