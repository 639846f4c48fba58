#include "engine/pmt/fit/choose_columns.h"

#include <algorithm>

#include "engine/error.h"
#include "engine/pmt/fit/region_fit.h"

namespace engine::fit {
namespace {

// The same design with the columns `kept` alone.
Design narrowed(const Design& design, const std::vector<Index>& kept) {
  std::vector<std::uint16_t> new_place(design.width(), kNoColumn);
  Design narrow = design;
  narrow.columns.clear();
  for (const Index j : kept) {
    new_place[static_cast<std::size_t>(j)] = static_cast<std::uint16_t>(narrow.columns.size());
    narrow.columns.push_back(design.columns[static_cast<std::size_t>(j)]);
  }
  const auto moved = [&](std::uint16_t column) { return column == kNoColumn ? kNoColumn : new_place[column]; };
  for (auto& columns : narrow.column_of) std::transform(columns.begin(), columns.end(), columns.begin(), moved);
  std::transform(narrow.ones.begin(), narrow.ones.end(), narrow.ones.begin(), moved);
  return narrow;
}

void narrow(FitContext& context, ChosenColumns& chosen, const std::vector<Index>& kept) {
  if (kept.size() == context.design.width()) return;
  chosen.nation = chosen.nation.only(kept);
  for (FoldMoments& province : chosen.provinces) province = province.only(kept);
  context.design = narrowed(context.design, kept);
}

// Moments that the selection is judged by, and those that the models are fitted to.
struct GatheredMoments {
  FoldMoments judged;
  ChosenColumns fitted;
};

GatheredMoments gather(const FitContext& context) {
  const FitPlan& plan = context.plan;
  const bool judged_by_regency =
      plan.select != SelectBy::kAll && !plan.select_by_model && plan.level == FitLevel::kRegency;
  const bool within = context.constants() || judged_by_regency;
  std::vector<ProvinceMoments> provinces =
      gather_provinces(context.rows(), context.regions, context.fold_of, context.folds(), within);
  const FoldMoments none(context.design.width(), context.folds());
  GatheredMoments gathered{none, {none, {}}};
  for (ProvinceMoments& province : provinces) {
    FoldMoments& fitted = context.constants() ? province.within : province.plain;
    gathered.fitted.nation.add(fitted);
    if (within)
      gathered.judged.add(province.within);
    else if (plan.level == FitLevel::kProvince)
      gathered.judged.add(province.plain.centred());
    else
      gathered.judged.add(province.plain);
    gathered.fitted.provinces.push_back(std::move(fitted));
  }
  return gathered;
}

// Leaves out and names what others make up in the whole survey.
void leave_out_collinear(FitContext& context, ChosenColumns& chosen, FitResult& result) {
  const Independence independence = find_independent(chosen.nation.all.gram);
  std::vector<Index> kept = independence.kept;
  if (context.constants()) kept.insert(kept.begin(), 0);
  for (std::size_t i = 0; i < independence.collinear.size(); ++i) {
    result.collinear.push_back(context.design.columns[static_cast<std::size_t>(independence.collinear[i])]);
    result.collinear_with.push_back(made_of_words(context.plan, context.design, independence.made_of[i]));
  }
  narrow(context, chosen, kept);
}

}  // namespace

SelectionTrace trace_of(std::uint32_t region, const Selection& selection) {
  SelectionTrace trace{region, selection.start, {}};
  for (const SelectionStep& step : selection.steps) trace.steps.push_back({step.term, step.criterion, step.r_squared});
  return trace;
}

std::vector<Index> columns_of(const Design& design, const std::vector<bool>& chosen) {
  std::vector<Index> columns = {0};
  for (std::size_t j = 1; j < design.width(); ++j) {
    if (chosen[design.columns[j].term]) columns.push_back(static_cast<Index>(j));
  }
  return columns;
}

ChosenColumns choose_columns(FitContext& context, FitResult& result) {
  const FitPlan& plan = context.plan;
  GatheredMoments gathered = gather(context);
  ChosenColumns chosen = std::move(gathered.fitted);
  result.effective_rows = chosen.nation.all.effective_rows();
  if (!plan.select_by_model) {
    const FoldMoments& judged = gathered.judged;
    const Selection selection = select_terms(plan, context.design, judged.all, judged.train, judged.test);
    if (plan.select != SelectBy::kAll) result.selection.push_back(trace_of(0, selection));
    narrow(context, chosen, columns_of(context.design, selection.chosen));
  }
  leave_out_collinear(context, chosen, result);
  if (context.survey.rows() <= context.design.width()) {
    throw Error(ExitCode::kInput, "survey: " + std::to_string(context.survey.rows()) + " rows for " +
                                      std::to_string(context.design.width()) +
                                      " columns of the design. Cure: fewer terms or levels, or a larger survey.");
  }
  return chosen;
}

}  // namespace engine::fit
