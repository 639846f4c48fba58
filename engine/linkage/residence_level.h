// How near two places of residence are: the smallest region that has both.
//
// missing: kMissing where one is unknown. symmetric: yes. threads: safe. cost: a few look-ups of the region tree.
#pragma once

#include "engine/linkage/link_model.h"
#include "engine/store/region_tree.h"

namespace engine {

ResidenceLevel residence_level(const RegionTree& regions, VillageIndex a, VillageIndex b);

}  // namespace engine
