#include "engine/pmt/fit/survey_indices.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/indices/exponential.h"
#include "engine/parallel.h"

namespace engine {
namespace {

constexpr double kZ = 1.959963984540054;

MeasuredIndex measured(double value, double variance) {
  const double error = std::sqrt(variance);
  return {value, error, {std::max(0.0, value - kZ * error), value + kZ * error}};
}

// A group's rows in the order of their expenditure, with what they stand for.
struct OrderedRows {
  std::vector<std::uint32_t> rows;
  std::vector<double> weight, expenditure;  // weight: persons
  double persons = 0, total = 0;
};

OrderedRows ordered(const SurveyGroup& group, const std::vector<double>& persons_of,
                    const std::vector<double>& expenditure) {
  OrderedRows ordered{group.rows, {}, {}, 0, 0};
  std::stable_sort(ordered.rows.begin(), ordered.rows.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return expenditure[a] < expenditure[b]; });
  for (const std::uint32_t row : ordered.rows) {
    ordered.weight.push_back(persons_of[row]);
    ordered.expenditure.push_back(expenditure[row]);
    ordered.persons += persons_of[row];
    ordered.total += persons_of[row] * expenditure[row];
  }
  return ordered;
}

// Weighted influences of the rows, given Σ_j w_j·|y_k − y_j| = y_k·(2·B − N) + T − 2·S, where B and S are the weight
// and the expenditure of the rows up to k. Rows of equal expenditure add nothing to each other.
MeasuredIndex gini_of(const OrderedRows& group, const SurveyUnits& units) {
  const double n = group.persons, t = group.total;
  std::vector<double> distance;
  double weight = 0, spent = 0, sum = 0;
  for (std::size_t k = 0; k < group.rows.size(); ++k) {
    const double w = group.weight[k], y = group.expenditure[k];
    weight += w;
    spent += w * y;
    distance.push_back(y * (2 * weight - n) + t - 2 * spent);
    sum += w * distance.back();
  }
  const double gini = sum / (2 * n * t);
  std::vector<double> scores;
  for (std::size_t k = 0; k < group.rows.size(); ++k) {
    scores.push_back(group.weight[k] * (distance[k] / (n * t) - gini / n - gini * group.expenditure[k] / t));
  }
  return measured(gini, units.total_variance(group.rows, scores));
}

MeasuredIndex lorenz_at(double q, const OrderedRows& group, const SurveyUnits& units) {
  const double wanted = q * group.persons;
  double before = 0, spent = 0;
  std::size_t at = 0;
  for (; at + 1 < group.rows.size() && before + group.weight[at] < wanted; ++at) {
    before += group.weight[at];
    spent += group.weight[at] * group.expenditure[at];
  }
  const double quantile = group.expenditure[at];
  const double share = (spent + (wanted - before) * quantile) / group.total;
  std::vector<double> scores;
  for (std::size_t k = 0; k < group.rows.size(); ++k) {
    const double y = group.expenditure[k], below = y <= quantile ? y - quantile : 0;
    scores.push_back(group.weight[k] * (below + q * quantile - share * y) / group.total);
  }
  return measured(share, units.total_variance(group.rows, scores));
}

GroupIndices measure(const SurveyGroup& group, const SurveyTable& survey, const SurveyUnits& units,
                     const std::vector<double>& persons_of, const std::vector<double>& expenditure,
                     const std::vector<bool>& poor, double line) {
  GroupIndices indices;
  indices.kind = group.kind;
  indices.code = group.code;
  indices.rows = group.rows.size();
  const auto ratios = units.ratios(group.rows, 4, [&](std::uint32_t row, double* a, double* b) {
    const double persons = persons_of[row] / survey.weight[row];
    const double gap = poor[row] ? std::max(0.0, 1 - expenditure[row] / line) : 0;
    a[0] = persons * expenditure[row];
    a[1] = poor[row] ? persons : 0;
    a[2] = persons * gap;
    a[3] = persons * gap * gap;
    for (std::size_t i = 0; i < 4; ++i) b[i] = persons;
  });
  indices.mean = measured(ratios[0].value, ratios[0].variance);
  for (std::size_t a = 0; a < 3; ++a) indices.fgt[a] = measured(ratios[a + 1].value, ratios[a + 1].variance);
  indices.fgt[0].interval = share_interval(ratios[1]);
  for (const std::uint32_t row : group.rows) indices.poor_rows += poor[row] ? 1 : 0;
  const OrderedRows by_expenditure = ordered(group, persons_of, expenditure);
  indices.gini = gini_of(by_expenditure, units);
  for (std::size_t tenth = 0; tenth < kLorenzPoints; ++tenth) {
    indices.lorenz[tenth] = lorenz_at(static_cast<double>(tenth + 1) / 10, by_expenditure, units);
  }
  return indices;
}

}  // namespace

bool counts_persons(const SurveyTable& survey) {
  const auto& members = survey.indicators.aggregates[static_cast<std::size_t>(MemberAggregate::kMembers)];
  return std::all_of(members.begin(), members.end(),
                     [](std::uint8_t count) { return count > 0 && count != kMissingAggregate; });
}

std::vector<GroupIndices> measure_indices(const SurveyTable& survey, std::span<const double> ln_expenditure,
                                          double poverty_line) {
  const auto& members = survey.indicators.aggregates[static_cast<std::size_t>(MemberAggregate::kMembers)];
  const bool by_persons = counts_persons(survey);
  std::vector<double> persons_of(survey.rows()), expenditure(survey.rows());
  std::vector<bool> poor(survey.rows());
  const double ln_line = std::log(poverty_line);
  for (std::size_t row = 0; row < survey.rows(); ++row) {
    persons_of[row] = survey.weight[row] * (by_persons ? members[row] : 1);
    expenditure[row] = exponential(ln_expenditure[row]);
    poor[row] = ln_expenditure[row] < ln_line;
  }
  std::vector<SurveyGroup> groups = survey_groups(survey);
  std::erase_if(groups, [](const SurveyGroup& group) { return group.kind == GroupKind::kRegency; });
  const SurveyUnits units(survey);
  std::vector<GroupIndices> indices(groups.size());
  parallel_for(groups.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      indices[i] = measure(groups[i], survey, units, persons_of, expenditure, poor, poverty_line);
    }
  });
  return indices;
}

}  // namespace engine
