// Gives models of nation and provinces a constant of their own for every regency.
//
// Private to engine/pmt/fit. Each regency with enough rows gets a copy of the model that scores it, with the constant
// that gives the regency its mean; the models themselves get the mean constant of their regencies, by weight.
#pragma once

#include "engine/pmt/fit/fit_levels.h"

namespace engine::fit {

void add_regional_constants(const FitContext& context, const FittedLevels& levels, std::vector<FittedModel>& models);

}  // namespace engine::fit
