// Gives the tree of Kemendagri regions, parsed once from the embedded tables, and the BPS bridge.
//
// threads: safe. cost: some milliseconds at the first call. errors: engine::Error kInvariant where the
// embedded tables are inconsistent, which tests rule out.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/store/region_tree.h"

namespace io {

const engine::RegionTree& region_tree();

// The current Kemendagri district (6 digits) of a BPS district of 2020 (7 digits), where the bridge and
// the successor table lead to one. There is no bridge of villages.
std::optional<std::uint32_t> district_of_bps_2020(std::uint32_t bps_district);

}  // namespace io
