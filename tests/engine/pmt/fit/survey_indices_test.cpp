// Holds indices of an invented survey, and their errors, against definitions by loops.
#include <catch2/catch.hpp>

#include "engine/parallel.h"
#include "engine/pmt/fit/survey_indices.h"
#include "tests/engine/pmt/fit/invented_survey.h"
#include "tests/reference/indices_by_loops.h"

namespace {

using namespace tests;

constexpr double kLine = 800000;

// With ties, and strata of one cluster.
engine::SurveyTable survey_with_ties() {
  engine::SurveyTable survey = survey_of_regencies(120);
  for (std::size_t row = 0; row + 7 < survey.rows(); row += 9) survey.target[row + 7] = survey.target[row];
  for (std::size_t row = 0; row < 4; ++row) survey.stratum[row] = 1000;
  return survey;
}

template <class Wanted>
reference::SampledPersons persons_of(const engine::SurveyTable& survey, Wanted&& wanted) {
  const auto& members = survey.indicators.aggregates[static_cast<std::size_t>(MemberAggregate::kMembers)];
  reference::SampledPersons persons;
  for (std::size_t row = 0; row < survey.rows(); ++row) {
    if (!wanted(row)) continue;
    persons.push_back(
        {std::exp(survey.target[row]), survey.weight[row] * members[row], survey.stratum[row], survey.cluster[row]});
  }
  return persons;
}

std::map<std::uint32_t, std::size_t> clusters_of_stratum(const engine::SurveyTable& survey) {
  std::map<std::uint32_t, std::map<std::uint32_t, bool>> seen;
  for (std::size_t row = 0; row < survey.rows(); ++row) seen[survey.stratum[row]][survey.cluster[row]] = true;
  std::map<std::uint32_t, std::size_t> counts;
  for (const auto& [stratum, clusters] : seen) counts[stratum] = clusters.size();
  return counts;
}

void require_index(const engine::MeasuredIndex& seen, const reference::SampledPersons& persons,
                   const reference::Index& index, const std::map<std::uint32_t, std::size_t>& clusters) {
  CHECK(seen.value == Approx(index(persons)).epsilon(1e-11));
  CHECK(seen.error == Approx(reference::design_error(persons, index, clusters)).epsilon(1e-4));
  CHECK(seen.interval.low <= seen.value);
  CHECK(seen.interval.high >= seen.value);
}

void require_indices(const engine::GroupIndices& group, const reference::SampledPersons& persons,
                     const std::map<std::uint32_t, std::size_t>& clusters) {
  for (int alpha = 0; alpha < 3; ++alpha) {
    INFO("FGT " << alpha);
    require_index(
        group.fgt[static_cast<std::size_t>(alpha)], persons,
        [&](const reference::SampledPersons& p) { return reference::fgt(p, kLine, alpha); }, clusters);
  }
  require_index(group.gini, persons, reference::gini, clusters);
  for (std::size_t tenth = 0; tenth < group.lorenz.size(); ++tenth) {
    INFO("Lorenz " << tenth);
    const double q = static_cast<double>(tenth + 1) / 10;
    require_index(
        group.lorenz[tenth], persons, [&](const reference::SampledPersons& p) { return reference::lorenz(p, q); },
        clusters);
  }
}

}  // namespace

TEST_CASE("survey indices: FGT, Gini and Lorenz with design errors are those of their definitions", "[pmt][fit]") {
  const engine::SurveyTable survey = survey_with_ties();
  const auto clusters = clusters_of_stratum(survey);
  const auto groups = engine::measure_indices(survey, survey.target, kLine);
  // Nation, urban and rural, men and women as heads, two provinces.
  REQUIRE(groups.size() == 7);
  require_indices(groups[0], persons_of(survey, [](std::size_t) { return true; }), clusters);
  REQUIRE(groups[2].kind == engine::GroupKind::kUrban);
  require_indices(groups[2],
                  persons_of(survey, [&](std::size_t r) { return survey.urban[r] == engine::Residence::kRural; }),
                  clusters);
  REQUIRE(groups[6].code == 32);
  require_indices(groups[6], persons_of(survey, [&](std::size_t r) { return survey.regency[r] / 100 == 32; }),
                  clusters);
}

TEST_CASE("survey indices: where members are not known, rows stand for families", "[pmt][fit]") {
  engine::SurveyTable survey = survey_with_ties();
  REQUIRE(engine::counts_persons(survey));
  column_of(survey, MemberAggregate::kMembers)[17] = engine::kMissingAggregate;
  REQUIRE(!engine::counts_persons(survey));
  auto persons = persons_of(survey, [](std::size_t) { return true; });
  for (std::size_t row = 0; row < persons.size(); ++row) persons[row].w = survey.weight[row];
  const auto groups = engine::measure_indices(survey, survey.target, kLine);
  CHECK(groups[0].gini.value == Approx(reference::gini(persons)).epsilon(1e-11));
}

TEST_CASE("survey indices: equal expenditure has Gini 0 and a straight Lorenz curve", "[pmt][fit]") {
  engine::SurveyTable survey = survey_of_regencies(80);
  std::fill(survey.target.begin(), survey.target.end(), 13.5);
  const auto groups = engine::measure_indices(survey, survey.target, kLine);
  CHECK(groups[0].gini.value == Approx(0).margin(1e-12));
  CHECK(groups[0].gini.error == Approx(0).margin(1e-12));
  for (std::size_t i = 0; i < 9; ++i) {
    CHECK(groups[0].lorenz[i].value == Approx(0.1 * static_cast<double>(i + 1)).epsilon(1e-12));
  }
}

TEST_CASE("survey indices: any number of threads gives the same numbers", "[pmt][fit]") {
  const engine::SurveyTable survey = survey_with_ties();
  engine::set_threads(1);
  const auto one = engine::measure_indices(survey, survey.target, kLine);
  engine::set_threads(3);
  const auto three = engine::measure_indices(survey, survey.target, kLine);
  engine::set_threads(0);
  REQUIRE(one.size() == three.size());
  for (std::size_t g = 0; g < one.size(); ++g) {
    CHECK(one[g].gini.value == three[g].gini.value);
    CHECK(one[g].gini.error == three[g].gini.error);
    CHECK(one[g].fgt[2].error == three[g].fgt[2].error);
    CHECK(one[g].lorenz[4].error == three[g].lorenz[4].error);
  }
}
