#include "io/run/lift_summary.h"

#include <array>

#include "engine/parallel.h"

namespace io {
namespace {

// Ranked families by the set of lists that know them.
using SetCounts = std::array<std::uint64_t, std::size_t{1} << engine::kMostSourceLists>;

SetCounts count_sets(const RunState& run) {
  return engine::parallel_reduce(
      run.source_lists.size(), std::size_t{1} << 16, SetCounts{},
      [&](std::size_t begin, std::size_t end) {
        SetCounts part{};
        for (std::size_t f = begin; f < end; ++f) {
          if (run.status[f] == engine::FamilyStatus::kRanked) ++part[run.source_lists[f]];
        }
        return part;
      },
      [](SetCounts& sum, const SetCounts& part) {
        for (std::size_t set = 0; set < sum.size(); ++set) sum[set] += part[set];
      });
}

void add_lists(const RunState& run, engine::LiftSummary& summary) {
  const SetCounts sets = count_sets(run);
  for (std::size_t i = 0; i < run.config.groups.size(); ++i) {
    const SourceGroupConfig& group = run.config.groups[i];
    summary.lists.push_back({group.sources, group.weight, group.reach_from, group.reach_to, 0});
    for (std::size_t set = 0; set < sets.size(); ++set) {
      if ((set >> i & 1u) != 0) summary.lists.back().families += sets[set];
    }
  }
  for (std::size_t set = 0; set < sets.size(); ++set) {
    if (sets[set] > 0) summary.known_by.push_back({static_cast<std::uint32_t>(set), sets[set]});
  }
}

}  // namespace

std::optional<engine::LiftSummary> summarize_lift(const RunState& run) {
  if (!run.config.lifts() || run.trail.lifts.empty()) return std::nullopt;
  const LiftConfig& lift = run.config.lift;
  engine::LiftSummary summary;
  summary.file = lift.file().shown;
  summary.from_survey = lift.survey.has_value();
  summary.shares_of = lift.weight == DesilWeight::kPersons ? "persons" : "families";
  summary.missing = lift.nation_too ? "nation" : "refuse";
  if (lift.survey) {
    summary.points = lift.points;
    summary.min_rows = lift.min_rows;
  }
  for (std::size_t i = 0; i < run.trail.lifts.size(); ++i) {
    if (!run.trail.lifts[i]) continue;
    const std::uint32_t region = run.trail.table[*run.trail.distributions[i]].region;
    ++(region == 0 ? summary.by_nation : region < 100 ? summary.by_province : summary.by_regency);
  }
  if (run.config.combines_lists()) add_lists(run, summary);
  return summary;
}

}  // namespace io
