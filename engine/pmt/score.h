// Scores families: intercept of their region's model plus one coefficient per feature, summed exactly.
//
// shape: `levels` from derive_levels of the same model; `ranges` lie in ascending order without overlap
//   within [0, families); out has one entry a family. A tile that straddles two ranges is scored with the
//   tables of both, each row kept from its own.
// units: PmtScore, ln rupiah per person per month times 2^24.
// missing: kNoScore for families in no range or in one without a model.
// threads: parallel over pieces of ranges; one answer for any count and SIMD level.
// errors: engine::Error(kInvariant) where sizes or ranges do not fit.
#pragma once

#include <limits>
#include <span>

#include "engine/pmt/model.h"
#include "engine/store/nibble_tiles.h"

namespace engine {

inline constexpr PmtScore kNoScore = std::numeric_limits<PmtScore>::min();

void score_families(const PmtModel& model, const NibbleTiles& levels, std::span<const ModelRange> ranges,
                    std::span<PmtScore> out);

}  // namespace engine
