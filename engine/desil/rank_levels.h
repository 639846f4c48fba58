// Ranks the nation, its provinces and its regencies together: the cuts of all and, where asked for, every family's
// desils, in a few passes over the rows.
//
//   1  range of the scores
//   2  weights by bin, on one grid for all rankings: a regency's table becomes part of its province's, and that of the
//      nation's; 2^14 bins where there are rows enough
//   3  only rankings of which much lies in the bins of the cuts (ties, skew): those bins are cut into 2^14 at most;
//      twice where they are wider than that
//   4  desils as far as the bins tell, and the rows inside the bins of the cuts, which settle both exactly
//
// shape: one score and weight a family; ranges of a level ascend without overlap, a regency lies within one province
//   or within none. A span of `desils` is empty or has one entry a family, all 0: that is what families in no range of
//   the level keep, and all where nobody is ranked.
// missing, ties, order: engine/desil/cuts.h.
// threads: parallel over pieces of 2^18 rows at most; one answer for any count and SIMD level.
// errors: engine::Error(kInvariant) where the ranges do not fit.
// cost: three read passes over scores and weights (`rows_read` counts their rows), four or five with ties or skew.
//   Tables take 128 KiB for every ranking that is being counted, at most 2.5 MB in step 3; rows near cuts 12 bytes
//   each, about one row in a hundred, at most three in eight.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/desil/cuts.h"
#include "engine/store/region_range.h"

namespace engine {

struct LevelRanges {
  bool nation = true;  // false: regions only
  std::span<const RegionRange> provinces, regencies;
};

struct LevelDesils {
  std::span<Desil> national, provinces, regencies;
};

struct LevelCuts {
  std::optional<Cuts> national;
  std::vector<std::optional<Cuts>> provinces, regencies;  // by range
  std::uint64_t rows_read = 0;
};

LevelCuts rank_levels(std::span<const PmtScore> scores, std::span<const std::uint16_t> weights,
                      const LevelRanges& ranges, const LevelDesils& desils);

}  // namespace engine
