// Fits the models from the nation down: each leans on, or falls back to, the one above it.
//
// Private to engine/pmt/fit. Every model is fitted to all rows of its region, and again without each fold.
// threads: parallel by region; models are kept in the order of their regions.
#pragma once

#include "engine/pmt/fit/choose_columns.h"

namespace engine::fit {

// A region's fit as the regions below see it: of all rows, and without each fold.
struct LevelFit {
  Above whole;
  std::vector<Above> without;  // by fold
};

struct FittedLevels {
  LevelFit nation;
  std::vector<LevelFit> provinces;  // those with too few rows have the nation's; empty where the level is the nation
  Pull regency;                     // how regencies lean on their provinces
};

// Adds models, selections and strengths to `result`. `told` is called after the provinces and after the regencies.
FittedLevels fit_levels(const FitContext& context, const ChosenColumns& chosen, FitResult& result,
                        const std::function<void()>& told);

// Effects of a region fitted without one fold; those above where no row is left.
Vector effects_without(const FitContext& context, const FoldMoments& own, std::size_t fold, const Above& above,
                       const Pull& pull);

}  // namespace engine::fit
