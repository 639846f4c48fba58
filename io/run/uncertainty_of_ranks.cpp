#include "engine/error.h"
#include "io/run/lift_ranks.h"
#include "io/run/run_stages.h"

namespace io {
namespace {

// What the model states for a regency, or nothing.
std::optional<double> stated_spread(const engine::PmtModel& model, std::uint32_t regency) {
  for (const std::uint32_t code : {regency, regency / 100, std::uint32_t{0}}) {
    for (const engine::RegionModel& region : model.models) {
      if (region.region == code && region.residual_sd) return region.residual_sd;
    }
  }
  return std::nullopt;
}

}  // namespace

std::vector<std::optional<engine::ResidualSpread>> residual_spreads(const RunState& run) {
  std::vector<std::optional<engine::ResidualSpread>> spreads;
  for (const engine::Region& regency : run.regions.regencies()) {
    std::optional<engine::ResidualSpread> spread;
    if (const auto model = run.model->model_for(regency.code)) {
      if (const auto sd = stated_spread(*run.model, regency.code)) {
        spread.emplace(*sd);
      } else if (run.config.output.uncertainty) {
        const std::string& path = run.config.model->shown;
        const std::uint32_t code = run.model->models[*model].region;
        throw engine::Error(engine::ExitCode::kDamaged,
                            path + ": the model of " + (code == 0 ? "ID" : std::to_string(code)) +
                                " has no 'residual_sd', and no model above it has one; uncertainty = true needs it. "
                                "Cure: fit the model with `desil fit`, which writes it, or leave the uncertainty out.",
                            {path, 0, "residual_sd", 0});
      }
    }
    spreads.push_back(spread);
  }
  return spreads;
}

void uncertainty_of_ranks(RunState& run) {
  if (!run.config.output.uncertainty && run.watch_kk == 0) return;
  engine::FirmRule rule;
  rule.desil = static_cast<engine::Desil>(run.config.output.uncertainty_desil);
  rule.least = static_cast<engine::Chance>(run.config.output.uncertainty_firm * engine::kCertain + 0.5);
  run.uncertainty = engine::measure_uncertainty(run.score, ranking_weights(run, run.config.weight), run.ranks,
                                                province_ranges(run), regency_ranges(run), residual_spreads(run), rule);
}

}  // namespace io
