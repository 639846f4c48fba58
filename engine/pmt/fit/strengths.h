// Finds how strongly regions lean on the one above: the strength whose held-out error is least.
//
// Private to engine/pmt/fit. Tried in turn: slopes with one row of level, then level with the slopes found. The sums of
// a step run over regions in their order.
#pragma once

#include "engine/pmt/fit/fit_model.h"
#include "engine/pmt/fit/fold_moments.h"
#include "engine/pmt/fit/normal_equations.h"

namespace engine::fit {

inline constexpr double kSlopeStrengths[] = {3, 10, 30, 100, 300, 1000, 3000, 10000, 100000};
inline constexpr double kLevelStrengths[] = {0, 1, 3, 10, 30};
inline constexpr double kRidgeStrengths[] = {0, 0.1, 0.3, 1, 3, 10, 30, 100, 300};

// One region above and its regions below.
struct Family {
  std::vector<Above> above;  // by fold
  std::size_t first = 0, last = 0;
};

// The least of the errors; the smaller strength where two are equal.
double least_of(const StrengthCurve& curve);

// `moments(i)` gives the moments of region i; called in parallel.
Pull find_pull(const std::vector<Family>& families, const std::function<FoldMoments(std::size_t)>& moments,
               const std::string& name, const Strength& wanted, std::vector<StrengthCurve>& curves);

// Ridge of the nation.
double find_ridge(const FoldMoments& nation, const Strength& wanted, std::vector<StrengthCurve>& curves);

}  // namespace engine::fit
