// Fits an invented survey and holds it against dense least squares and plain sums.
#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "engine/error.h"
#include "engine/parallel.h"
#include "engine/pmt/fit/fit_model.h"
#include "engine/pmt/fit/least_squares.h"

namespace {

engine::Feature term(const char* name, engine::MemberAggregate of, std::uint16_t cap) {
  engine::Feature feature;
  feature.name = feature.label = name;
  feature.kind = engine::FeatureKind::kCount;
  feature.variable = engine::variable(of);
  feature.cap = cap;
  feature.levels = engine::count_levels(feature, {});
  return feature;
}

engine::FitPlan plan_of_two() {
  engine::FitPlan plan;
  plan.terms = {term("working", engine::MemberAggregate::kWorking, 3),
                term("in_school", engine::MemberAggregate::kInSchool, 2)};
  plan.reference.resize(2);
  plan.select = engine::SelectBy::kAll;
  return plan;
}

engine::SurveyTable invented_survey(std::size_t rows) {
  std::mt19937_64 random(7);
  engine::SurveyTable survey;
  survey.has_clusters = true;
  survey.indicators.resize(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    const auto working = static_cast<std::uint8_t>(random() % 4), school = static_cast<std::uint8_t>(random() % 3);
    survey.indicators.aggregates[static_cast<std::size_t>(engine::MemberAggregate::kWorking)][row] = working;
    survey.indicators.aggregates[static_cast<std::size_t>(engine::MemberAggregate::kInSchool)][row] = school;
    survey.target.push_back(13 + 0.2 * working - 0.1 * school + static_cast<double>(random() % 1000) / 1000);
    survey.weight.push_back(1 + static_cast<double>(random() % 50) / 7);
    survey.regency.push_back(row < rows / 2 ? 1101 : 3204);
    survey.cluster.push_back(static_cast<std::uint32_t>(row / 5));
    survey.stratum.push_back(static_cast<std::uint32_t>(row / 50));
  }
  return survey;
}

// The design of a result as a dense problem.
engine::LeastSquaresProblem dense(const engine::SurveyTable& survey, const engine::FitResult& result) {
  engine::LeastSquaresProblem problem;
  problem.rows = survey.rows();
  problem.columns = result.design.width();
  problem.x.assign(problem.rows * problem.columns, 0);
  for (std::size_t row = 0; row < problem.rows; ++row) {
    problem.x[row] = 1;
    for (std::size_t t = 0; t < result.design.terms; ++t) {
      const std::uint16_t column = result.design.row(row)[t];
      if (column != engine::kNoColumn) problem.x[column * problem.rows + row] = 1;
    }
    problem.y.push_back(survey.target[row]);
    problem.weights.push_back(survey.weight[row]);
  }
  return problem;
}

}  // namespace

TEST_CASE("fit: refined normal equations equal QR in coefficients and classical errors", "[pmt][fit]") {
  const engine::SurveyTable survey = invented_survey(400);
  engine::FitPlan plan = plan_of_two();
  plan.level = engine::FitLevel::kNation;
  const engine::FitResult result = engine::fit_model(plan, survey);
  const engine::LeastSquaresFit truth = engine::fit_least_squares(dense(survey, result));
  REQUIRE(result.models.size() == 1);
  REQUIRE(result.design.width() == 6);
  for (std::size_t j = 0; j < result.design.width(); ++j) {
    INFO("column " << j);
    CHECK(result.models[0].coefficients[j] == Approx(static_cast<double>(truth.coefficients[j])).epsilon(1e-12));
    CHECK(result.models[0].classical[j] == Approx(static_cast<double>(truth.standard_error(j))).epsilon(1e-11));
  }
}

TEST_CASE("fit: HC1 errors are those of plain sums", "[pmt][fit]") {
  const engine::SurveyTable survey = invented_survey(300);
  engine::FitPlan plan = plan_of_two();
  plan.level = engine::FitLevel::kNation;
  const engine::FitResult result = engine::fit_model(plan, survey);
  const engine::LeastSquaresProblem problem = dense(survey, result);
  const engine::LeastSquaresFit truth = engine::fit_least_squares(problem);
  const std::size_t n = problem.rows, p = problem.columns;
  for (std::size_t j = 0; j < p; ++j) {
    long double variance = 0;
    for (std::size_t row = 0; row < n; ++row) {
      long double influence = 0;
      for (std::size_t k = 0; k < p; ++k) influence += truth.inverse[j * p + k] * problem.x[k * n + row];
      influence *= problem.weights[row] * truth.residuals[row];
      variance += influence * influence;
    }
    const long double factor = static_cast<long double>(n) / static_cast<long double>(n - p);
    CHECK(result.models[0].hc1[j] == Approx(static_cast<double>(std::sqrt(variance * factor))).epsilon(1e-10));
  }
}

TEST_CASE("fit: any number of threads gives the same models", "[pmt][fit]") {
  const engine::SurveyTable survey = invented_survey(400);
  const engine::FitPlan plan = plan_of_two();
  engine::set_threads(1);
  const engine::FitResult one = engine::fit_model(plan, survey);
  engine::set_threads(3);
  const engine::FitResult three = engine::fit_model(plan, survey);
  engine::set_threads(0);
  REQUIRE(one.models.size() == 5);
  for (std::size_t m = 0; m < one.models.size(); ++m) {
    CHECK(one.models[m].coefficients == three.models[m].coefficients);
    CHECK(one.models[m].residual_sd == three.models[m].residual_sd);
  }
  CHECK(one.held_out == three.held_out);
}

TEST_CASE("fit: a column that others make up is left out and named", "[pmt][fit]") {
  const engine::SurveyTable survey = invented_survey(200);
  engine::FitPlan plan = plan_of_two();
  plan.level = engine::FitLevel::kNation;
  plan.terms.push_back(term("again", engine::MemberAggregate::kWorking, 3));
  plan.reference.resize(3);
  const engine::FitResult result = engine::fit_model(plan, survey);
  REQUIRE(result.collinear.size() == 3);
  CHECK(engine::column_label(plan, result.collinear[0]).starts_with("again: "));
  CHECK(result.collinear_with[0].starts_with("(working: "));
}

TEST_CASE("fit: fewer clusters than folds are refused with the cure", "[pmt][fit]") {
  engine::SurveyTable survey = invented_survey(100);
  for (std::uint32_t& cluster : survey.cluster) cluster = 0;
  CHECK_THROWS_WITH(
      engine::fit_model(plan_of_two(), survey),
      "survey: 1 clusters, fewer than the 5 folds of the cross-validation. Cure: fewer folds in [fit], or "
      "more rows.");
}
