#include "engine/desil/ranks.h"

#include <algorithm>

#include "engine/error.h"
#include "engine/parallel.h"

namespace engine {
namespace {

// From here on a region is worth all threads; smaller ones are ranked side by side, one thread each.
constexpr std::size_t kLargeRegion = std::size_t{1} << 18;

void require_fit(std::span<const RegionRange> regions, std::size_t families) {
  std::size_t last = 0;
  for (const RegionRange& region : regions) {
    if (region.begin < last || region.end < region.begin || region.end > families) {
      throw Error(ExitCode::kInvariant,
                  "ranks: the families of region " + std::to_string(region.code) + " do not lie in region order");
    }
    last = region.end;
  }
}

std::optional<Cuts> rank_range(std::span<const PmtScore> scores, std::span<const std::uint16_t> weights,
                               std::span<Desil> out) {
  const auto cuts = select_cuts(scores, weights);
  if (cuts) assign_desils(scores, weights, *cuts, out);
  return cuts;
}

}  // namespace

std::vector<std::optional<Cuts>> rank_regions(std::span<const PmtScore> scores, std::span<const std::uint16_t> weights,
                                              std::span<const RegionRange> regions, std::span<Desil> out) {
  require_fit(regions, scores.size());
  std::fill(out.begin(), out.end(), Desil{0});
  std::vector<std::optional<Cuts>> cuts(regions.size());
  const auto rank = [&](std::size_t i) {
    const std::size_t begin = regions[i].begin, rows = regions[i].end - begin;
    cuts[i] = rank_range(scores.subspan(begin, rows), weights.subspan(begin, rows), out.subspan(begin, rows));
  };
  std::vector<std::size_t> small;
  for (std::size_t i = 0; i < regions.size(); ++i) {
    if (regions[i].end - regions[i].begin >= kLargeRegion) {
      rank(i);
    } else {
      small.push_back(i);
    }
  }
  parallel_for(small.size(), 1, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) rank(small[i]);
  });
  return cuts;
}

Ranks rank_families(std::span<const PmtScore> scores, std::span<const std::uint16_t> weights,
                    std::span<const RegionRange> provinces, std::span<const RegionRange> regencies) {
  if (weights.size() != scores.size()) {
    throw Error(ExitCode::kInvariant, "ranks: scores and weights have different lengths");
  }
  Ranks ranks;
  ranks.national_desils.assign(scores.size(), 0);
  ranks.province_desils.assign(scores.size(), 0);
  ranks.regency_desils.assign(scores.size(), 0);
  ranks.national = rank_range(scores, weights, ranks.national_desils);
  ranks.provinces = rank_regions(scores, weights, provinces, ranks.province_desils);
  ranks.regencies = rank_regions(scores, weights, regencies, ranks.regency_desils);
  return ranks;
}

}  // namespace engine
