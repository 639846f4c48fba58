#include "engine/desil/ranks.h"

#include <algorithm>

#include "engine/desil/rank_levels.h"

namespace engine {

std::vector<std::optional<Cuts>> rank_regions(std::span<const PmtScore> scores, std::span<const std::uint16_t> weights,
                                              std::span<const RegionRange> regions, std::span<Desil> out) {
  std::fill(out.begin(), out.end(), Desil{0});
  return rank_levels(scores, weights, {.nation = false, .provinces = {}, .regencies = regions}, {{}, {}, out})
      .regencies;
}

Ranks rank_families(std::span<const PmtScore> scores, std::span<const std::uint16_t> weights,
                    std::span<const RegionRange> provinces, std::span<const RegionRange> regencies) {
  Ranks ranks;
  ranks.national_desils.assign(scores.size(), 0);
  ranks.province_desils.assign(scores.size(), 0);
  ranks.regency_desils.assign(scores.size(), 0);
  LevelCuts cuts = rank_levels(scores, weights, {.nation = true, .provinces = provinces, .regencies = regencies},
                               {ranks.national_desils, ranks.province_desils, ranks.regency_desils});
  ranks.national = cuts.national;
  ranks.provinces = std::move(cuts.provinces);
  ranks.regencies = std::move(cuts.regencies);
  ranks.rows_read = cuts.rows_read;
  return ranks;
}

}  // namespace engine
