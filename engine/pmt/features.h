// Turns the indicators of families into the levels that a PMT model looks up, in the scoring layout.
//
// shape: row = family, column = feature of the model, in its order.
// missing: kMissingLevel where the variable is missing or in no group, `per` is missing or 0, or either
//   part of an interaction is missing; rows behind the last family too.
// threads: parallel by tile; one answer for any count. cost: O(families × features).
#pragma once

#include "engine/pmt/model.h"
#include "engine/store/family_indicators.h"
#include "engine/store/nibble_tiles.h"

namespace engine {

NibbleTiles derive_levels(const PmtModel& model, const FamilyIndicators& indicators);

// The same for one family and feature, one value at a time (explain).
std::uint8_t derive_level(const PmtModel& model, std::size_t feature, const FamilyIndicators& indicators,
                          std::size_t family);

}  // namespace engine
