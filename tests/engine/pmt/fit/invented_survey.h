// An invented survey of a few terms, and its rows as plain numbers.
#pragma once

#include <random>

#include "engine/pmt/fit/fit_model.h"
#include "tests/reference/fit_by_loops.h"

namespace tests {

using engine::MemberAggregate;

inline engine::Feature count_term(const char* name, MemberAggregate of, std::uint16_t cap) {
  engine::Feature feature;
  feature.name = feature.label = name;
  feature.kind = engine::FeatureKind::kCount;
  feature.variable = engine::variable(of);
  feature.cap = cap;
  feature.levels = engine::count_levels(feature, {});
  return feature;
}

inline std::vector<std::uint8_t>& column_of(engine::SurveyTable& survey, MemberAggregate of) {
  return survey.indicators.aggregates[static_cast<std::size_t>(of)];
}

// Three terms of 3, 2 and 4 levels; four regencies in two provinces with levels and slopes of their own.
inline engine::SurveyTable survey_of_regencies(std::size_t rows, std::uint64_t seed = 5) {
  std::mt19937_64 random(seed);
  engine::SurveyTable survey;
  survey.has_clusters = survey.has_strata = true;
  survey.indicators.resize(rows);
  constexpr std::uint32_t kRegencies[] = {1101, 1102, 3201, 3204};
  for (std::size_t row = 0; row < rows; ++row) {
    const std::size_t place = row * 4 / rows;
    const auto working = static_cast<std::uint8_t>(random() % 3), school = static_cast<std::uint8_t>(random() % 2);
    const auto children = static_cast<std::uint8_t>(random() % 4);
    column_of(survey, MemberAggregate::kWorking)[row] = working;
    column_of(survey, MemberAggregate::kInSchool)[row] = school;
    column_of(survey, MemberAggregate::kAge0to6)[row] = children;
    column_of(survey, MemberAggregate::kMembers)[row] = static_cast<std::uint8_t>(1 + random() % 6);
    column_of(survey, MemberAggregate::kHeadSex)[row] = static_cast<std::uint8_t>(1 + random() % 2);
    const double noise = static_cast<double>(random() % 1000) / 1000;
    const double here = static_cast<double>(place);
    survey.target.push_back(13.2 + 0.2 * here + (0.2 + 0.05 * here) * working - 0.1 * school - 0.02 * children + noise);
    survey.weight.push_back(1 + static_cast<double>(random() % 50) / 7);
    survey.regency.push_back(kRegencies[place]);
    survey.cluster.push_back(static_cast<std::uint32_t>(row / 4));
    survey.stratum.push_back(static_cast<std::uint32_t>(row / 20));
    survey.urban.push_back(random() % 2 == 0 ? engine::Residence::kUrban : engine::Residence::kRural);
  }
  return survey;
}

inline engine::FitPlan plan_of_three() {
  engine::FitPlan plan;
  plan.terms = {count_term("working", MemberAggregate::kWorking, 2),
                count_term("school", MemberAggregate::kInSchool, 1),
                count_term("children", MemberAggregate::kAge0to6, 3)};
  plan.reference = {std::uint8_t{0}, std::uint8_t{0}, std::uint8_t{0}};
  plan.select = engine::SelectBy::kAll;
  plan.min_rows = 10;
  return plan;
}

// Columns: 1, working 1, 2, school 1, children 1, 2, 3; the rows [begin, end) for which `wanted` holds.
template <class Wanted>
reference::WeightedRows rows_of(const engine::SurveyTable& survey, Wanted&& wanted) {
  const auto at = [&](MemberAggregate of, std::size_t row) {
    return survey.indicators.aggregates[static_cast<std::size_t>(of)][row];
  };
  reference::WeightedRows rows;
  for (std::size_t row = 0; row < survey.target.size(); ++row) {
    if (!wanted(row)) continue;
    const int working = at(MemberAggregate::kWorking, row), school = at(MemberAggregate::kInSchool, row);
    const int children = at(MemberAggregate::kAge0to6, row);
    const auto is = [](bool yes) { return yes ? 1.0L : 0.0L; };
    rows.push_back({{1, is(working == 1), is(working == 2), is(school == 1), is(children == 1), is(children == 2),
                     is(children == 3)},
                    survey.target[row],
                    survey.weight[row]});
  }
  return rows;
}

inline const engine::FittedModel& model_of(const engine::FitResult& result, std::uint32_t region) {
  for (const engine::FittedModel& model : result.models) {
    if (model.region == region) return model;
  }
  throw std::runtime_error("no model of the region");
}

}  // namespace tests
