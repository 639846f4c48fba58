// Predicts each row by models that were fitted without its fold.
//
// Private to engine/pmt/fit. With regional constants the constant, too, comes from the rows of the other folds, where a
// regency has any there. threads: parallel by regency.
#pragma once

#include "engine/pmt/fit/fit_levels.h"

namespace engine::fit {

// By row, ln rupiah.
std::vector<double> hold_out(const FitContext& context, const FittedLevels& levels);

// The constant, less the origin, that gives a regency its mean with these slopes.
double constant_of(const Moments& own, const Vector& slopes);

}  // namespace engine::fit
