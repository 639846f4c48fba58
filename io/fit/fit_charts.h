// Draws the charts of a fit's page: calibration, and the Lorenz curves of survey and predictions.
//
// Every drawing comes twice, for wide and for narrow screens. `id`: of the figure whose caption names it.
#pragma once

#include <string>
#include <vector>

#include "engine/indices/welfare_indices.h"
#include "engine/pmt/fit/fit_quality.h"
#include "io/report/phrase.h"

namespace io::report {

std::string calibration_chart(const std::string& id, const std::vector<engine::CalibrationPoint>& points,
                              Language language);

using LorenzShares = std::array<double, engine::kLorenzPoints>;
// `second` may be null.
std::string lorenz_chart(const std::string& id, const LorenzShares& first, const LorenzShares* second,
                         Language language);

}  // namespace io::report
