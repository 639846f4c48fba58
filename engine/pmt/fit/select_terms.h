// Chooses the terms of a model by forward steps: each adds the term that lowers the criterion most, until none does.
//
// Private to engine/pmt/fit. A step costs one sweep of the cross-products by the term's columns (Beaton 1964), so that
// whole models are chosen in milliseconds. Criteria, n being Kish's effective number of rows, W the sum of weights:
//   BIC   n·ln(RSS/W) + ln(n)·k        AIC   n·ln(RSS/W) + 2·k        k independent columns, the constant among them
//   cross-validation: weighted squared error of the rows held out, over all folds, divided by W
// order: ties go to the earlier term. An interaction is a candidate once both its parts are in.
// threads: safe. cost: O(width³ + terms²·width²·folds).
#pragma once

#include <vector>

#include "engine/pmt/fit/moments.h"

namespace engine::fit {

struct SelectionStep {
  std::uint32_t term = 0;
  double criterion = 0, r_squared = 0;
};

struct Selection {
  double start = 0;  // the criterion of the constant alone
  std::vector<SelectionStep> steps;
  std::vector<bool> chosen;  // by term
};

// `train` and `test` by fold; only used by cross-validation.
Selection select_terms(const FitPlan& plan, const Design& design, const Moments& all, std::span<const Moments> train,
                       std::span<const Moments> test);

}  // namespace engine::fit
