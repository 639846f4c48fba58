// Fits a PMT to a survey: design, selection, strengths by cross-validation, models from the nation down to its
// regencies, standard errors, and predictions of every row by models that have not seen it.
//
// ln expenditure = constant + one effect a term, by weighted least squares with the survey's weights. With pooling each
// province leans on the nation and each regency on its province (fit/normal_equations.h); without it, a column that a
// region's own rows do not determine takes the effect of the region above. Whatever could not be estimated is listed.
//
// units: ln rupiah. missing: a term's missing values are a level of their own.
// order: models ascending by region, nation (0) first. threads: parallel by region; the same bytes for any number.
// errors: engine::Error kInput for a survey with fewer rows than columns, kUsage for a plan that cannot be carried out.
// cost: 345,000 rows, 160 columns, 514 regencies, 5 folds: about half a minute on 2 cores (README, "Measured").
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/pmt/fit/design.h"
#include "engine/pmt/fit/fit_plan.h"
#include "engine/pmt/fit/survey_table.h"

namespace engine {

struct FittedModel {
  std::uint32_t region = 0;  // 0 nation, 2 digits province, 4 digits regency
  std::size_t rows = 0;
  double weight = 0;
  std::vector<double> coefficients;  // by column of the result's design; [0] is the constant
  // By column; NaN where there is none.
  std::vector<double> classical, hc1, cluster, design;
  double parameters = 0;  // effective number
  std::size_t clusters = 0, strata = 0, lonely_strata = 0;
  double r_squared = 0, rmse = 0;  // on its own rows
  double residual_sd = 0;          // of rows held out, where it is the model that scores them; else on its own rows
  std::vector<std::uint32_t> empty, collinear;  // columns that its own rows leave open
  std::vector<std::string> collinear_with;      // for each collinear one: the columns it is made of
  // Where regional constants are fitted: a copy of the region above with a constant of its own.
  bool constant_only = false;
};

struct SelectionTrace {
  std::uint32_t region = 0;
  double start = 0;
  struct Step {
    std::uint32_t term = 0;
    double criterion = 0, r_squared = 0;
  };
  std::vector<Step> steps;
};

// Weighted mean squared error of rows held out, for every strength tried.
struct StrengthCurve {
  std::string name;  // "ridge", "province slopes", "province level", "regency slopes", "regency level"
  std::vector<std::pair<double, double>> tried;  // rows, error
  double chosen = 0;
};

struct FitResult {
  Design design;  // of the columns that are in
  std::vector<SelectionTrace> selection;
  std::vector<DesignColumn> collinear;  // columns that the whole survey leaves open, left out everywhere
  std::vector<std::string> collinear_with;
  std::vector<StrengthCurve> strengths;
  std::vector<FittedModel> models;
  std::vector<std::uint8_t> fold_of;  // by row
  std::vector<double> held_out;       // prediction of each row by models fitted without its fold
  std::vector<double> predicted;      // by the models themselves
  double effective_rows = 0;
};

inline constexpr std::size_t kFitSteps = 6;

// `progress(done, kFitSteps)` is told after each step: design, columns, provinces, regencies, rows held out, all. May
// be empty.
FitResult fit_model(const FitPlan& plan, const SurveyTable& survey,
                    const std::function<void(std::size_t, std::size_t)>& progress = {});

// Rounds the models to integers. A level that no row of the survey has takes, in a count, band or share, the effect of
// the nearest level below that has one (else above), in a category the mean effect of the term over the survey; so does
// the missing level where no row misses the value.
// errors: engine::Error(kInput) for coefficients beyond 8 ln units or constants outside 5-25, with region and cure.
PmtModel rounded_model(const FitPlan& plan, const FitResult& result);

}  // namespace engine
