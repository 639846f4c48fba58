#include "engine/desil/source_groups.h"

#include <algorithm>

#include "engine/desil/weighted_quantiles.h"
#include "engine/error.h"
#include "engine/parallel.h"
#include "engine/pmt/score.h"

namespace engine {
namespace {

// The weights of the families of one list, 0 for all others.
void keep_list(std::size_t list, std::span<const std::uint16_t> weights, std::span<const std::uint8_t> lists,
               std::span<std::uint16_t> kept) {
  for (std::size_t row = 0; row < weights.size(); ++row) {
    kept[row] = static_cast<std::uint16_t>(weights[row] * (lists[row] >> list & 1u));
  }
}

std::optional<QuantileMap> position_map(std::span<const PmtScore> scores, std::span<const std::uint16_t> weights) {
  std::array<PmtScore, kPositionShares.size()> quantiles, targets;
  if (!select_quantiles(scores, weights, kPositionShares, quantiles)) return std::nullopt;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    targets[i] = static_cast<PmtScore>(kPositionShares[i]) * (kWholePosition / static_cast<PmtScore>(kWholeShare));
  }
  return QuantileMap(quantiles, targets);
}

// One regency; all spans are its part.
std::vector<std::optional<QuantileMap>> combine(std::span<const PmtScore> scores,
                                                std::span<const std::uint16_t> weights,
                                                std::span<const std::uint8_t> lists,
                                                std::span<const SourceListRule> rules, std::span<PmtScore> out) {
  std::vector<std::optional<QuantileMap>> maps(rules.size());
  std::vector<std::uint64_t> sums(scores.size(), 0);  // of weight × position
  std::vector<std::uint16_t> kept(scores.size());
  for (std::size_t list = 0; list < rules.size(); ++list) {
    keep_list(list, weights, lists, kept);
    maps[list] = position_map(scores, kept);
    if (!maps[list]) continue;
    maps[list]->apply(scores, kept, out);
    for (std::size_t row = 0; row < scores.size(); ++row) {
      // A position is at least 0; kNoScore, of a family that is not in the list, counts as 0 with weight 0.
      const auto position = static_cast<std::uint64_t>(reached_position(std::max(out[row], 0), rules[list]));
      sums[row] += (kept[row] != 0 ? rules[list].weight : 0u) * position;
    }
  }
  std::array<std::uint64_t, std::size_t{1} << kMostSourceLists> whole{};  // weight of the lists in a set
  for (std::size_t set = 0; set < whole.size(); ++set) {
    for (std::size_t list = 0; list < rules.size(); ++list)
      whole[set] += (set >> list & 1u) != 0 ? rules[list].weight : 0u;
  }
  for (std::size_t row = 0; row < scores.size(); ++row) {
    out[row] = kNoScore;
    if (weights[row] == 0) continue;
    const std::uint64_t weight = whole[lists[row]];
    if (weight == 0) throw Error(ExitCode::kInvariant, "source groups: a ranked family is in no list");
    out[row] = static_cast<PmtScore>(sums[row] / weight);
  }
  return maps;
}

}  // namespace

PmtScore reached_position(PmtScore position, const SourceListRule& rule) {
  const std::uint64_t inside = static_cast<std::uint64_t>(position) * (rule.reach_to - rule.reach_from) / 100;
  return static_cast<PmtScore>(rule.reach_from * static_cast<std::uint64_t>(kWholePosition / 100) + inside);
}

CombinedPositions combine_positions(std::span<const PmtScore> scores, std::span<const std::uint16_t> weights,
                                    std::span<const std::uint8_t> lists, std::span<const SourceListRule> rules,
                                    std::span<const RegionRange> regencies, std::span<PmtScore> out) {
  std::fill(out.begin(), out.end(), kNoScore);
  CombinedPositions combined;
  combined.maps.resize(regencies.size());
  parallel_for(regencies.size(), 1, [&](std::size_t i, std::size_t) {
    const std::size_t begin = regencies[i].begin, rows = regencies[i].end - begin;
    combined.maps[i] = combine(scores.subspan(begin, rows), weights.subspan(begin, rows), lists.subspan(begin, rows),
                               rules, out.subspan(begin, rows));
  });
  return combined;
}

}  // namespace engine
