// Ranks families in the nation, in each province and in each regency by the same rule (engine/desil/cuts.h), all
// together (engine/desil/rank_levels.h).
//
// shape: `scores` and `weights` have one entry a family in region order; the ranges of a level ascend
//   without overlap. Results of a level have one entry a range; desils one entry a family.
// missing: weight 0 is "not ranked": desil 0 everywhere. Families outside every range (unknown region)
//   have regional desil 0; the nation ranks them if they have a weight. A region without ranked families
//   has no cuts.
// threads: parallel over regions and within large ones; one answer for any count.
// errors: engine::Error(kInvariant) where ranges do not fit.
// cost: three read passes over scores and weights for all three levels, at most five; one byte a family and level.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/desil/cuts.h"
#include "engine/store/region_range.h"

namespace engine {

struct Ranks {
  std::optional<Cuts> national;
  std::vector<std::optional<Cuts>> provinces, regencies;                // by range
  std::vector<Desil> national_desils, province_desils, regency_desils;  // by family
  std::uint64_t rows_read = 0;                                          // pairs of score and weight, all passes
};

Ranks rank_families(std::span<const PmtScore> scores, std::span<const std::uint16_t> weights,
                    std::span<const RegionRange> provinces, std::span<const RegionRange> regencies);

// One level: cuts of every range, and the desils of its families into `out`.
std::vector<std::optional<Cuts>> rank_regions(std::span<const PmtScore> scores, std::span<const std::uint16_t> weights,
                                              std::span<const RegionRange> regions, std::span<Desil> out);

}  // namespace engine
