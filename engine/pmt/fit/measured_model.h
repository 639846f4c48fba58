// Makes the model of a region of its fit: refined against the rows, with standard errors and how well it fits them.
//
// Private to engine/pmt/fit. The constant gets the survey's origin back.
#pragma once

#include "engine/pmt/fit/fit_context.h"
#include "engine/pmt/fit/region_fit.h"

namespace engine::fit {

// `residuals` has a place for every row of the survey; those of the stretches are written.
FittedModel measured_model(const FitContext& context, std::uint32_t region, const Moments& own, RegionFit& fit,
                           const std::vector<Stretch>& stretches, std::vector<double>& residuals);

}  // namespace engine::fit
