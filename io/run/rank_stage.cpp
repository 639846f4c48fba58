#include "engine/desil/ranks.h"

#include "engine/parallel.h"
#include "io/run/run_stages.h"

namespace io {

std::vector<std::uint16_t> ranking_weights(const RunState& run) {
  const engine::FamilyTable& families = run.registry.families;
  std::vector<std::uint16_t> weights(families.size(), 0);
  const bool by_persons = run.config.weight == DesilWeight::kPersons;
  engine::parallel_for(families.size(), std::size_t{1} << 16, [&](std::size_t begin, std::size_t end) {
    for (std::size_t f = begin; f < end; ++f) {
      if (run.status[f] != engine::FamilyStatus::kRanked) continue;
      weights[f] = by_persons ? families.members[f] : std::uint16_t{1};
    }
  });
  return weights;
}

void rank_stage(RunState& run) {
  run.ranks = engine::rank_families(run.score, ranking_weights(run), province_ranges(run), regency_ranges(run));
  run.stage_rows = run.registry.families.size();
}

}  // namespace io
