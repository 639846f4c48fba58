// Lists the features of the planted model with their effects, before scaling by region.
#pragma once

#include <vector>

#include "tools/synth/planted_model.h"

namespace tools::synth {

std::vector<PlantedFeature> planted_features();

}  // namespace tools::synth
