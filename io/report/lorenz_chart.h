// Draws Lorenz curves: the share of all expenditure that the poorest 10 to 90 % of the persons have.
//
// The drawing comes twice, for wide and for narrow screens. `id`: of the figure whose caption names it.
#pragma once

#include <array>
#include <string>

#include "engine/indices/welfare_indices.h"
#include "io/report/language.h"

namespace io::report {

using LorenzShares = std::array<double, engine::kLorenzPoints>;

// `second` may be null.
std::string lorenz_chart(const std::string& id, const LorenzShares& first, const LorenzShares* second,
                         Language language);

}  // namespace io::report
