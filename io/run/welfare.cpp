#include "io/run/welfare.h"

#include "engine/indices/score_bins.h"
#include "engine/parallel.h"
#include "io/run/run_stages.h"

namespace io {
namespace {

constexpr std::size_t kGrain = std::size_t{1} << 18;

engine::ScoreBins count_persons(const RunState& run, const engine::RegionRange& range) {
  const engine::ScoreBins none(run.config.poverty_line);
  return engine::parallel_reduce(
      range.end - range.begin, kGrain, none,
      [&](std::size_t begin, std::size_t end) {
        engine::ScoreBins part = none;
        for (std::size_t f = range.begin + begin; f < range.begin + end; ++f) {
          if (run.status[f] == engine::FamilyStatus::kRanked) part.add(run.score[f], run.registry.families.members[f]);
        }
        return part;
      },
      [](engine::ScoreBins& sum, const engine::ScoreBins& part) { sum.add(part); });
}

}  // namespace

void summarize_welfare(const RunState& run, engine::RunSummary& summary) {
  summary.poverty_line = run.config.poverty_line;
  engine::ScoreBins nation(run.config.poverty_line);
  const std::vector<engine::RegionRange> provinces = province_ranges(run);
  for (std::size_t p = 0; p < provinces.size(); ++p) {
    const engine::ScoreBins own = count_persons(run, provinces[p]);
    summary.provinces[p].predicted = own.indices();
    nation.add(own);
  }
  summary.nation.predicted = nation.indices();
}

}  // namespace io
