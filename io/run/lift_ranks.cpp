#include "io/run/lift_ranks.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/desil/lift.h"
#include "engine/error.h"
#include "engine/parallel.h"
#include "io/config/distribution_file.h"
#include "io/run/run_stages.h"

namespace io {
namespace {

constexpr std::size_t kGrain = std::size_t{1} << 16;

std::vector<std::optional<std::size_t>> choose_distributions(const RunState& run,
                                                             const std::vector<engine::RegionRange>& regencies,
                                                             const std::vector<std::uint16_t>& weights) {
  std::vector<std::optional<std::size_t>> rows;
  for (std::size_t i = 0; i < regencies.size(); ++i) {
    rows.push_back(engine::distribution_for(run.trail.table, regencies[i].code, run.config.lift.nation_too));
    const auto begin = weights.begin() + static_cast<std::ptrdiff_t>(regencies[i].begin);
    const auto end = weights.begin() + static_cast<std::ptrdiff_t>(regencies[i].end);
    if (rows.back() || std::all_of(begin, end, [](std::uint16_t weight) { return weight == 0; })) continue;
    const InputPath& file = run.config.lift.file();
    const std::string code = std::to_string(regencies[i].code);
    throw engine::Error(
        engine::ExitCode::kInput,
        fmt::format("{}: column 'kode_kabupaten': seen no distribution of regency {} ({}) nor of its province {}, "
                    "wanted one, for families there are ranked. Cure: add it, or write missing = \"nation\" under "
                    "[desil.lift] of {}.",
                    file.shown, code, run.regions.regencies()[i].name, code.substr(0, 2), run.config.shown_path),
        {file.shown, 0, "kode_kabupaten", 0});
  }
  return rows;
}

std::vector<engine::SourceListRule> list_rules(const RunConfig& config) {
  std::vector<engine::SourceListRule> rules;
  for (const SourceGroupConfig& group : config.groups) {
    rules.push_back({group.weight, group.reach_from, group.reach_to});
  }
  return rules;
}

}  // namespace

std::vector<std::uint16_t> ranking_weights(const RunState& run, DesilWeight weight) {
  const engine::FamilyTable& families = run.registry.families;
  std::vector<std::uint16_t> weights(families.size(), 0);
  engine::parallel_for(families.size(), kGrain, [&](std::size_t begin, std::size_t end) {
    for (std::size_t f = begin; f < end; ++f) {
      if (run.status[f] != engine::FamilyStatus::kRanked) continue;
      weights[f] = weight == DesilWeight::kPersons ? families.members[f] : std::uint16_t{1};
    }
  });
  return weights;
}

void note_known_families(RunState& run, std::size_t source, const engine::FamilyWinners& winners) {
  if (!run.config.combines_lists()) return;
  const std::string& name = run.config.sources[source].name;
  std::uint8_t lists = 0;
  for (std::size_t i = 0; i < run.config.groups.size(); ++i) {
    const auto& sources = run.config.groups[i].sources;
    if (std::find(sources.begin(), sources.end(), name) != sources.end()) lists |= static_cast<std::uint8_t>(1u << i);
  }
  engine::parallel_for(winners.winner_of.size(), kGrain, [&](std::size_t begin, std::size_t end) {
    for (std::size_t f = begin; f < end; ++f) {
      if (winners.winner_of[f] != engine::kNoRow) run.source_lists[f] |= lists;
    }
  });
}

void lift_ranks(RunState& run) {
  const std::vector<engine::RegionRange> regencies = regency_ranges(run);
  const std::vector<std::uint16_t> weights = ranking_weights(run, run.config.lift.weight);
  RankingTrail& trail = run.trail;
  trail.distributions = choose_distributions(run, regencies, weights);
  run.ranking_score.resize(run.score.size());
  std::span<const engine::PmtScore> values = run.score;
  if (run.config.combines_lists()) {
    trail.positions = engine::combine_positions(run.score, weights, run.source_lists, list_rules(run.config), regencies,
                                                run.ranking_score);
    values = run.ranking_score;
  }
  trail.lifts =
      engine::lift_to_expenditure(values, weights, regencies, trail.table, trail.distributions, run.ranking_score);
  if (run.outputs != nullptr) run.outputs->open("distribution.csv").write(distribution_csv(trail.table));
}

}  // namespace io
