// Holds cluster and design errors of coefficients against influences summed in plain loops.
#include <catch2/catch.hpp>
#include <map>

#include "tests/engine/pmt/fit/invented_survey.h"

namespace {

using namespace tests;
using reference::Line;
using reference::Real;

// Influence of each row on each coefficient: (X'WX)⁻¹·w·e·x, by solving once a row.
std::vector<Line> influences(const reference::WeightedRows& rows) {
  const Line b = reference::weighted_least_squares(rows);
  const auto gram = reference::gram_of(rows);
  std::vector<Line> all;
  for (const reference::WeightedRow& row : rows) {
    Line score = row.x;
    for (Real& value : score) value *= row.w * (row.y - reference::predicted(row.x, b));
    all.push_back(reference::eliminated(gram, score));
  }
  return all;
}

using Sums = std::map<std::uint32_t, Real>;

}  // namespace

TEST_CASE("fit: cluster and design errors are those of influences summed by cluster", "[pmt][fit]") {
  engine::SurveyTable survey = survey_of_regencies(160);
  for (std::size_t row = 0; row < 4; ++row) survey.stratum[row] = 900;  // a stratum of one cluster
  for (const engine::LonelyCluster lonely : {engine::LonelyCluster::kAdjust, engine::LonelyCluster::kRemove}) {
    engine::FitPlan plan = plan_of_three();
    plan.level = engine::FitLevel::kNation;
    plan.lonely = lonely;
    const engine::FittedModel model = engine::fit_model(plan, survey).models.at(0);
    CHECK(model.lonely_strata == 1);
    CHECK(model.strata == 9);
    const auto rows = rows_of(survey, [](std::size_t) { return true; });
    const auto influence = influences(rows);
    const auto n = static_cast<Real>(rows.size()), k = static_cast<Real>(rows[0].x.size());
    for (std::size_t j = 0; j < rows[0].x.size(); ++j) {
      Sums clusters;
      std::map<std::uint32_t, Sums> strata;
      for (std::size_t row = 0; row < rows.size(); ++row) {
        clusters[survey.cluster[row]] += influence[row][j];
        strata[survey.stratum[row]][survey.cluster[row]] += influence[row][j];
      }
      const auto g = static_cast<Real>(clusters.size());
      Real by_cluster = 0, by_design = 0;
      for (const auto& [cluster, sum] : clusters) by_cluster += sum * sum;
      for (const auto& [stratum, sums] : strata) {
        const auto m = static_cast<Real>(sums.size());
        Real mean = 0;
        for (const auto& [cluster, sum] : sums) mean += sum / m;
        for (const auto& [cluster, sum] : sums) {
          if (sums.size() == 1)
            by_design += lonely == engine::LonelyCluster::kAdjust ? sum * sum : 0;
          else
            by_design += m / (m - 1) * (sum - mean) * (sum - mean);
        }
      }
      by_cluster *= g / (g - 1) * (n - 1) / (n - k);
      INFO("column " << j);
      CHECK(model.cluster[j] == Approx(static_cast<double>(std::sqrt(by_cluster))).epsilon(1e-9));
      CHECK(model.design[j] == Approx(static_cast<double>(std::sqrt(by_design))).epsilon(1e-9));
    }
  }
}
