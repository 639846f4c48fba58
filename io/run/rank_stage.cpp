#include "engine/desil/ranks.h"
#include "io/run/lift_ranks.h"
#include "io/run/run_stages.h"

namespace io {

void rank_stage(RunState& run) {
  if (run.config.lifts()) lift_ranks(run);
  const std::vector<std::uint16_t> weights = ranking_weights(run, run.config.weight);
  run.ranks = engine::rank_families(run.ranking(), weights, province_ranges(run), regency_ranges(run));
  run.stage_rows = run.registry.families.size();
}

}  // namespace io
