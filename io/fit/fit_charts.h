// Draws the calibration of a fit: mean expenditure of each tenth of the families against what was predicted.
//
// The drawing comes twice, for wide and for narrow screens. `id`: of the figure whose caption names it.
#pragma once

#include <string>
#include <vector>

#include "engine/pmt/fit/fit_quality.h"
#include "io/report/phrase.h"

namespace io::report {

std::string calibration_chart(const std::string& id, const std::vector<engine::CalibrationPoint>& points,
                              Language language);

}  // namespace io::report
