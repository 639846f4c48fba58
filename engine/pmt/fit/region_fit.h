// Fits one region: solves, brings the solution to the last digits against the rows, and measures its errors.
//
// Private to engine/pmt/fit.
#pragma once

#include "engine/pmt/fit/fit_model.h"
#include "engine/pmt/fit/normal_equations.h"
#include "engine/pmt/fit/sandwich.h"

namespace engine::fit {

struct RegionFit {
  Vector b;                 // all columns
  std::vector<Index> kept;  // those that were solved for
  Matrix left;              // A over the kept columns
  Matrix penalty;           // A − G over the kept columns; empty where nothing pulls
  Vector target;            // over the kept columns
};

// Columns that stand on their own are solved for, with `pooled` all that the pull of `above` lets stand. The others
// take the effect of `above`, 0 without one. Ridge pulls in both.
RegionFit fit_region(const Moments& own, const Above* above, const Pull& pull, bool pooled);

// Two steps of refinement: the gradient is summed from the rows in 80-bit arithmetic. `residuals` has a place for each
// row of the survey; those of the stretches are written.
void refine(const Rows& rows, const std::vector<Stretch>& stretches, RegionFit& fit, std::vector<double>& residuals);

// Residuals of the rows of the stretches, by row of the survey; others are left alone.
void take_residuals(const Rows& rows, const std::vector<Stretch>& stretches, const Vector& b,
                    std::vector<double>& residuals);

// "a: x + 2·b: y" of a collinear column.
std::string made_of_words(const FitPlan& plan, const Design& design, const Vector& parts);

}  // namespace engine::fit
