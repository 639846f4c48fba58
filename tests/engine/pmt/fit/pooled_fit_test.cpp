// Holds models that lean on the region above against least squares with the leaning written out as rows.
#include <catch2/catch.hpp>

#include "tests/engine/pmt/fit/invented_survey.h"

namespace {

using namespace tests;

void require_equal(const engine::FittedModel& model, const reference::Line& truth) {
  REQUIRE(model.coefficients.size() == truth.size());
  for (std::size_t j = 0; j < truth.size(); ++j) {
    INFO("region " << model.region << ", column " << j);
    CHECK(model.coefficients[j] == Approx(static_cast<double>(truth[j])).epsilon(1e-11).margin(1e-12));
  }
}

double chosen(const engine::FitResult& result, const std::string& name) {
  for (const engine::StrengthCurve& curve : result.strengths) {
    if (curve.name == name) return curve.chosen;
  }
  return -1;
}

}  // namespace

TEST_CASE("fit: leaning on the region above is adding so many of its rows on its line", "[pmt][fit]") {
  const engine::SurveyTable survey = survey_of_regencies(240);
  engine::FitPlan plan = plan_of_three();
  plan.pooling.rows = 25;
  const engine::FitResult result = engine::fit_model(plan, survey);
  const auto nation = rows_of(survey, [](std::size_t) { return true; });
  const reference::Line national = reference::weighted_least_squares(nation);
  require_equal(model_of(result, 0), national);
  for (const std::uint32_t code : {11u, 32u}) {
    const auto rows = rows_of(survey, [&](std::size_t row) { return survey.regency[row] / 100 == code; });
    const reference::Line province =
        reference::leaning_fit(rows, nation, national, 25, chosen(result, "province level"));
    require_equal(model_of(result, code), province);
    for (const std::uint32_t regency : {code * 100 + 1, code * 100 + (code == 11 ? 2 : 4)}) {
      const auto own = rows_of(survey, [&](std::size_t row) { return survey.regency[row] == regency; });
      require_equal(model_of(result, regency),
                    reference::leaning_fit(own, rows, province, 25, chosen(result, "regency level")));
    }
  }
}

TEST_CASE("fit: the strength chosen has the least error on rows held out", "[pmt][fit]") {
  const engine::SurveyTable survey = survey_of_regencies(240);
  engine::FitPlan plan = plan_of_three();
  plan.level = engine::FitLevel::kProvince;
  const engine::FitResult result = engine::fit_model(plan, survey);
  REQUIRE(result.strengths.size() == 2);  // slopes and level; ridge was given
  const engine::StrengthCurve& slopes = result.strengths[0];
  REQUIRE(slopes.name == "province slopes");
  const std::uint32_t folds = plan.folds;
  for (const auto& [strength, error] : slopes.tried) {
    reference::Real squares = 0;
    for (std::uint32_t fold = 0; fold < folds; ++fold) {
      const auto nation = rows_of(survey, [&](std::size_t row) { return result.fold_of[row] != fold; });
      const reference::Line national = reference::weighted_least_squares(nation);
      for (const std::uint32_t code : {11u, 32u}) {
        const auto in = [&](std::size_t row) { return survey.regency[row] / 100 == code; };
        const auto train = rows_of(survey, [&](std::size_t row) { return in(row) && result.fold_of[row] != fold; });
        const auto test = rows_of(survey, [&](std::size_t row) { return in(row) && result.fold_of[row] == fold; });
        squares += reference::error_squares(test, reference::leaning_fit(train, nation, national, strength, 1));
      }
    }
    const auto all = rows_of(survey, [](std::size_t) { return true; });
    INFO("strength " << strength);
    CHECK(error == Approx(static_cast<double>(squares / reference::total_weight(all))).epsilon(1e-9));
    CHECK(error >= std::min_element(slopes.tried.begin(), slopes.tried.end(), [](const auto& a, const auto& b) {
                     return a.second < b.second;
                   })->second);
  }
}

TEST_CASE("fit: a row held out is predicted by models that have not seen its fold", "[pmt][fit]") {
  const engine::SurveyTable survey = survey_of_regencies(200);
  engine::FitPlan plan = plan_of_three();
  plan.level = engine::FitLevel::kNation;
  const engine::FitResult result = engine::fit_model(plan, survey);
  const auto all = rows_of(survey, [](std::size_t) { return true; });
  for (std::uint32_t fold = 0; fold < plan.folds; ++fold) {
    const auto train = rows_of(survey, [&](std::size_t row) { return result.fold_of[row] != fold; });
    const reference::Line b = reference::weighted_least_squares(train);
    for (std::size_t row = 0; row < survey.rows(); ++row) {
      if (result.fold_of[row] != fold) continue;
      CHECK(result.held_out[row] == Approx(static_cast<double>(reference::predicted(all[row].x, b))).epsilon(1e-11));
    }
  }
}

TEST_CASE("fit: a level that neither a regency nor its province has takes the nation's effect", "[pmt][fit]") {
  engine::SurveyTable survey = survey_of_regencies(240);
  auto& children = column_of(survey, MemberAggregate::kAge0to6);
  for (std::size_t row = 0; row < survey.rows(); ++row) {
    if (survey.regency[row] / 100 == 32 && children[row] == 3) children[row] = 0;
  }
  engine::FitPlan plan = plan_of_three();
  plan.pooling.rows = 3;
  const engine::FitResult result = engine::fit_model(plan, survey);
  const std::size_t last = result.design.width() - 1;
  const engine::FittedModel& regency = model_of(result, 3204);
  // Neither rows nor the province's spread say anything of it, so that it stays where the province has it.
  CHECK(regency.coefficients[last] == Approx(model_of(result, 32).coefficients[last]).margin(1e-12));
  CHECK(std::isnan(regency.hc1[last]));
  CHECK(std::abs(regency.coefficients[0]) < 20);
  CHECK(regency.empty == std::vector<std::uint32_t>{static_cast<std::uint32_t>(last)});
}

TEST_CASE("fit: unpooled regions are fitted alone and take from above what their rows leave open", "[pmt][fit]") {
  engine::SurveyTable survey = survey_of_regencies(240);
  auto& school = column_of(survey, MemberAggregate::kInSchool);
  for (std::size_t row = 0; row < survey.rows(); ++row) {
    if (survey.regency[row] == 3204) school[row] = 1;  // the same everywhere: it is the constant
  }
  engine::FitPlan plan = plan_of_three();
  plan.pooled = false;
  const engine::FitResult result = engine::fit_model(plan, survey);
  const auto own = rows_of(survey, [&](std::size_t row) { return survey.regency[row] == 1101; });
  require_equal(model_of(result, 1101), reference::weighted_least_squares(own));
  const engine::FittedModel& open = model_of(result, 3204);
  REQUIRE(open.collinear == std::vector<std::uint32_t>{3});
  CHECK(open.collinear_with == std::vector<std::string>{"(1)"});
  CHECK(open.coefficients[3] == model_of(result, 32).coefficients[3]);
}

TEST_CASE("fit: ridge pulls the slopes of the nation by their own spread", "[pmt][fit]") {
  const engine::SurveyTable survey = survey_of_regencies(240);
  engine::FitPlan plan = plan_of_three();
  plan.level = engine::FitLevel::kNation;
  plan.ridge.rows = 40;
  const engine::FitResult result = engine::fit_model(plan, survey);
  auto rows = rows_of(survey, [](std::size_t) { return true; });
  const reference::Line means = reference::weighted_means(rows);
  const reference::Real weight = reference::total_weight(rows),
                        unit = weight / static_cast<reference::Real>(rows.size());
  const std::size_t width = means.size();
  // A row of one column for each slope, pulling it to 0: its weight is 40 rows times the column's variance.
  for (std::size_t j = 1; j < width; ++j) {
    reference::Line x(width, 0);
    x[j] = 1;
    rows.push_back({x, 0, 40 * unit * means[j] * (1 - means[j])});
  }
  require_equal(model_of(result, 0), reference::weighted_least_squares(rows));
}

TEST_CASE("fit: regional constants are those of a column for every regency", "[pmt][fit]") {
  const engine::SurveyTable survey = survey_of_regencies(240);
  engine::FitPlan plan = plan_of_three();
  plan.level = engine::FitLevel::kNation;
  plan.regional_constants = true;
  const engine::FitResult result = engine::fit_model(plan, survey);
  auto rows = rows_of(survey, [](std::size_t) { return true; });
  const std::vector<std::uint32_t> codes = {1101, 1102, 3201, 3204};
  for (std::size_t row = 0; row < rows.size(); ++row) {
    reference::Line& x = rows[row].x;
    x[0] = survey.regency[row] == codes[0] ? 1 : 0;
    for (std::size_t r = 1; r < codes.size(); ++r) x.push_back(survey.regency[row] == codes[r] ? 1 : 0);
  }
  const reference::Line truth = reference::weighted_least_squares(rows);
  for (std::size_t r = 0; r < codes.size(); ++r) {
    const engine::FittedModel& model = model_of(result, codes[r]);
    CHECK(model.constant_only);
    CHECK(model.coefficients[0] == Approx(static_cast<double>(truth[r == 0 ? 0 : 6 + r])).epsilon(1e-12));
    for (std::size_t j = 1; j < 7; ++j) {
      CHECK(model.coefficients[j] == Approx(static_cast<double>(truth[j])).epsilon(1e-10));
    }
  }
}
