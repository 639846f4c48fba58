// Holds forward selection against the same search with every model fitted afresh.
#include <algorithm>
#include <catch2/catch.hpp>
#include <optional>

#include "tests/engine/pmt/fit/invented_survey.h"

namespace {

using namespace tests;
using reference::Real;

// The columns of rows_of that belong to a term.
const std::vector<std::vector<std::size_t>> kColumns = {{1, 2}, {3}, {4, 5, 6}};

std::vector<std::size_t> columns_with(const std::vector<bool>& chosen) {
  std::vector<std::size_t> in = {0};
  for (std::size_t term = 0; term < kColumns.size(); ++term) {
    if (chosen[term]) in.insert(in.end(), kColumns[term].begin(), kColumns[term].end());
  }
  return in;
}

struct Search {
  std::vector<std::pair<std::uint32_t, Real>> steps;
  Real start = 0;
};

template <class Criterion>
Search brute_force(Criterion&& criterion) {
  Search search;
  std::vector<bool> chosen(kColumns.size(), false);
  Real current = search.start = criterion(columns_with(chosen));
  for (;;) {
    std::optional<std::uint32_t> best;
    for (std::uint32_t term = 0; term < kColumns.size(); ++term) {
      if (chosen[term]) continue;
      std::vector<bool> tried = chosen;
      tried[term] = true;
      const Real value = criterion(columns_with(tried));
      if (value < current) current = value, best = term;
    }
    if (!best) return search;
    chosen[*best] = true;
    search.steps.emplace_back(*best, current);
  }
}

void require_search(const engine::FitResult& result, const Search& truth) {
  REQUIRE(result.selection.size() == 1);
  const engine::SelectionTrace& trace = result.selection[0];
  CHECK(trace.start == Approx(static_cast<double>(truth.start)).epsilon(1e-10));
  REQUIRE(trace.steps.size() == truth.steps.size());
  for (std::size_t i = 0; i < truth.steps.size(); ++i) {
    CHECK(trace.steps[i].term == truth.steps[i].first);
    CHECK(trace.steps[i].criterion == Approx(static_cast<double>(truth.steps[i].second)).epsilon(1e-10));
  }
}

}  // namespace

TEST_CASE("selection: BIC and AIC choose as fitting every model afresh does", "[pmt][fit]") {
  std::size_t entered = 0;
  for (const std::uint64_t seed : {1u, 2u, 3u, 4u}) {
    const engine::SurveyTable survey = survey_of_regencies(160, seed);
    const auto rows = rows_of(survey, [](std::size_t) { return true; });
    const Real n = reference::effective_rows(rows), weight = reference::total_weight(rows);
    for (const engine::SelectBy by : {engine::SelectBy::kBic, engine::SelectBy::kAic}) {
      engine::FitPlan plan = plan_of_three();
      plan.level = engine::FitLevel::kNation;
      plan.select = by;
      const Search truth = brute_force([&](const std::vector<std::size_t>& in) {
        const auto part = reference::with_columns(rows, in);
        const Real squares = reference::error_squares(part, reference::weighted_least_squares(part));
        const Real price = by == engine::SelectBy::kBic ? std::log(n) : 2;
        return n * std::log(squares / weight) + price * static_cast<Real>(in.size());
      });
      require_search(engine::fit_model(plan, survey), truth);
      entered += truth.steps.size();
    }
  }
  CHECK(entered > 8);  // some enter, not all
  CHECK(entered < 24);
}

TEST_CASE("selection: cross-validation chooses by the error of rows held out", "[pmt][fit]") {
  const engine::SurveyTable survey = survey_of_regencies(160, 9);
  engine::FitPlan plan = plan_of_three();
  plan.level = engine::FitLevel::kNation;
  plan.select = engine::SelectBy::kCrossValidation;
  const engine::FitResult result = engine::fit_model(plan, survey);
  const auto all = rows_of(survey, [](std::size_t) { return true; });
  const Search truth = brute_force([&](const std::vector<std::size_t>& in) {
    Real squares = 0;
    for (std::uint32_t fold = 0; fold < plan.folds; ++fold) {
      const auto train = rows_of(survey, [&](std::size_t row) { return result.fold_of[row] != fold; });
      const auto test = rows_of(survey, [&](std::size_t row) { return result.fold_of[row] == fold; });
      squares += reference::error_squares(reference::with_columns(test, in),
                                          reference::weighted_least_squares(reference::with_columns(train, in)));
    }
    return squares / reference::total_weight(all);
  });
  require_search(result, truth);
}

TEST_CASE("selection: an interaction enters only where both its parts have", "[pmt][fit]") {
  const engine::SurveyTable survey = survey_of_regencies(160, 2);
  engine::FitPlan plan = plan_of_three();
  plan.level = engine::FitLevel::kNation;
  plan.select = engine::SelectBy::kAic;
  engine::Feature both;
  both.name = both.label = "both";
  both.kind = engine::FeatureKind::kInteraction;
  both.left = 0, both.right = 1;
  both.levels = engine::count_levels(both, plan.terms);
  plan.terms.push_back(both);
  plan.reference.emplace_back();
  const engine::FitResult result = engine::fit_model(plan, survey);
  std::vector<std::uint32_t> order;
  for (const auto& step : result.selection.at(0).steps) order.push_back(step.term);
  const auto place = [&](std::uint32_t term) { return std::find(order.begin(), order.end(), term) - order.begin(); };
  if (place(3) < static_cast<std::ptrdiff_t>(order.size())) {
    CHECK(place(0) < place(3));
    CHECK(place(1) < place(3));
  }
  CHECK(!order.empty());
}
