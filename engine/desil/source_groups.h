// Combines a family's positions in several lists into one: the groups of sources and their weights.
//
// A list (group) has the families that any of its sources knows. In every regency a family's position in a list is
// that of its score among the scores of the list's families there, from 0 (lowest) to kWholePosition: the quantiles
// at the shares kPositionShares become these shares, linear in between (engine/desil/quantile_map.h). A list that is
// known to cover the regency from `reach_from` to `reach_to` percent only (a list of the poorest 40 %: 0, 40) is laid
// onto that part: reach_from·W/100 + ⌊position·(reach_to − reach_from) / 100⌋, where W is kWholePosition. The combined
// position is the mean of those of the lists that have the family, by weight, rounded down.
//
// shape: `scores`, `weights`, `lists`, `out` have one entry a family in region order; bit i of `lists` is list i.
// missing: weight 0 is "not ranked": kNoScore, as outside every regency.
// threads: parallel over regencies; one answer for any count and SIMD level.
// errors: engine::Error(kInvariant) where a ranked family is in no list.
// cost: for each list a selection of quantiles and three passes; 4 bytes a family for `out`, scratch of 10 bytes a
// family
//   of the regencies in work. `out` must not be the memory of `scores`.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/desil/quantile_map.h"
#include "engine/store/region_range.h"

namespace engine {

inline constexpr std::size_t kMostSourceLists = 8;  // bits of `lists`
inline constexpr PmtScore kWholePosition = 100'000'000;
// In 1/10,000, closer where few families stand for much.
inline constexpr std::array<std::uint32_t, 27> kPositionShares = {
    0,    100,  200,  300,  500,  1000, 1500, 2000, 2500, 3000, 3500, 4000, 4500, 5000,
    5500, 6000, 6500, 7000, 7500, 8000, 8500, 9000, 9500, 9700, 9800, 9900, 10000};

struct SourceListRule {
  std::uint32_t weight = 1;                      // 1 to 1,000
  std::uint32_t reach_from = 0, reach_to = 100;  // percent, from below to
};

// A position laid onto the part of the regency that the list covers.
PmtScore reached_position(PmtScore position, const SourceListRule& rule);

struct CombinedPositions {
  // By regency, then by list: from score to position; nothing where the list has no ranked family there.
  std::vector<std::vector<std::optional<QuantileMap>>> maps;
};

CombinedPositions combine_positions(std::span<const PmtScore> scores, std::span<const std::uint16_t> weights,
                                    std::span<const std::uint8_t> lists, std::span<const SourceListRule> rules,
                                    std::span<const RegionRange> regencies, std::span<PmtScore> out);

}  // namespace engine
