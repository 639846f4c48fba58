// Estimates the indices of poverty and inequality from a survey, with errors of the sampling design.
//
// Persons: a row stands for weight × members persons where every row has `anggota`, else for `weight` families.
// FGT and the mean are ratios (survey_ratio.h; R: svymean). Gini and Lorenz by linearisation: the variance of Σ w·z
// over clusters within strata, z being the influence of a row (Deville 1999; Kovačević and Binder 1997):
//   Gini    z_k = (Σ_j w_j·|y_k − y_j|) / (N·T) − G/N − G·y_k/T
//   Lorenz  z_k = ((y_k − Q)·[y_k ≤ Q] + q·Q − L·y_k) / T               Q: the q-quantile
// intervals: 95 %; Wilson's for the headcount, 1.96 errors to both sides for the others, none below 0.
// threads: parallel by group; one answer. cost: a sort of each group.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "engine/indices/welfare_indices.h"
#include "engine/pmt/fit/survey_groups.h"
#include "engine/pmt/fit/survey_ratio.h"

namespace engine {

struct MeasuredIndex {
  double value = 0, error = 0;  // standard error
  Interval interval;
};

struct GroupIndices {
  GroupKind kind = GroupKind::kNation;
  std::uint32_t code = 0;
  std::size_t rows = 0;
  std::size_t poor_rows = 0;  // below the line
  MeasuredIndex mean;         // rupiah per person per month
  std::array<MeasuredIndex, 3> fgt;
  MeasuredIndex gini;
  std::array<MeasuredIndex, kLorenzPoints> lorenz;
};

// True where rows stand for persons.
bool counts_persons(const SurveyTable& survey);

// `ln_expenditure`: one a row, of the survey or as predicted. Groups as survey_groups lists them, without regencies.
std::vector<GroupIndices> measure_indices(const SurveyTable& survey, std::span<const double> ln_expenditure,
                                          double poverty_line);

}  // namespace engine
