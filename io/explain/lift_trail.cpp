#include "io/explain/lift_trail.h"

#include <algorithm>

#include "engine/desil/weighted_quantiles.h"
#include "io/run/lift_ranks.h"
#include "io/run/run_stages.h"

namespace io {
namespace {

std::string joined_names(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : " + ") + name;
  return text;
}

std::vector<ListPlace> list_places(const RunState& run, engine::RegencyIndex regency, engine::FamilyRow family) {
  std::vector<ListPlace> places;
  for (std::size_t i = 0; i < run.config.groups.size(); ++i) {
    if ((run.source_lists[family] >> i & 1u) == 0) continue;
    const SourceGroupConfig& group = run.config.groups[i];
    ListPlace place;
    place.sources = joined_names(group.sources);
    place.weight = group.weight;
    place.position = run.trail.positions.maps[regency][i]->map(run.score[family]);
    place.reach_from = group.reach_from;
    place.reach_to = group.reach_to;
    place.reached = engine::reached_position(place.position, {group.weight, group.reach_from, group.reach_to});
    places.push_back(place);
  }
  return places;
}

// As engine/desil/source_groups.h: the mean by weight, rounded down.
engine::PmtScore combined(const std::vector<ListPlace>& places) {
  std::uint64_t sum = 0, weight = 0;
  for (const ListPlace& place : places) {
    sum += std::uint64_t{place.weight} * static_cast<std::uint64_t>(place.reached);
    weight += place.weight;
  }
  return static_cast<engine::PmtScore>(sum / weight);
}

std::string region_name(const RunState& run, std::uint32_t code) {
  if (code == 0) return "Indonesia";
  const auto& regions = code < 100 ? run.regions.provinces() : run.regions.regencies();
  const auto found =
      std::find_if(regions.begin(), regions.end(), [&](const auto& region) { return region.code == code; });
  return found->name;
}

// What was mapped, of every family of the regency.
std::vector<engine::PmtScore> mapped_values(const RunState& run, const engine::RegionRange& range,
                                            engine::RegencyIndex regency, std::span<const std::uint16_t> weights) {
  std::vector<engine::PmtScore> values(run.score.begin() + static_cast<std::ptrdiff_t>(range.begin),
                                       run.score.begin() + static_cast<std::ptrdiff_t>(range.end));
  if (!run.config.combines_lists()) return values;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto family = static_cast<engine::FamilyRow>(range.begin + i);
    if (weights[i] != 0) values[i] = combined(list_places(run, regency, family));
  }
  return values;
}

// The anchors next to the value, with the shares of the distribution that they stand for.
void find_anchors(const RunState& run, engine::RegencyIndex regency, LiftTrail& trail) {
  const engine::RegionRange range = regency_ranges(run)[regency];
  const std::vector<std::uint16_t> weights = ranking_weights(run, run.config.lift.weight);
  const auto some_weights = std::span(weights).subspan(range.begin, range.end - range.begin);
  const engine::ExpenditureDistribution& distribution = run.trail.table[*run.trail.distributions[regency]];
  std::vector<engine::PmtScore> quantiles(distribution.shares.size());
  engine::select_quantiles(mapped_values(run, range, regency, some_weights), some_weights, distribution.shares,
                           quantiles);
  const engine::QuantileMap& map = *run.trail.lifts[regency];
  const auto at = [&](std::size_t i) {
    return LiftAnchor{distribution.shares[i], quantiles[i], map.map(quantiles[i])};
  };
  for (std::size_t i = 0; i < quantiles.size(); ++i) {
    if (quantiles[i] <= trail.value) trail.lower = at(i);
    if (quantiles[i] >= trail.value && !trail.upper) trail.upper = at(i);
  }
}

}  // namespace

std::optional<LiftTrail> lift_trail(const RunState& run, engine::FamilyRow family) {
  if (!run.config.lifts() || run.status[family] != engine::FamilyStatus::kRanked) return std::nullopt;
  const engine::RegencyIndex regency = run.regions.regency_of(run.registry.families.village[family]);
  LiftTrail trail;
  trail.mode = run.config.mode;
  trail.file = run.config.lift.file().shown;
  trail.distribution = region_name(run, run.trail.table[*run.trail.distributions[regency]].region);
  trail.of_persons = run.config.lift.weight == DesilWeight::kPersons;
  trail.value = run.score[family];
  if (run.config.combines_lists()) {
    trail.lists = list_places(run, regency, family);
    trail.value = combined(trail.lists);
  }
  find_anchors(run, regency, trail);
  trail.ranking = run.ranking_score[family];
  return trail;
}

}  // namespace io
