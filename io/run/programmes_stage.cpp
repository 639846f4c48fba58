#include "engine/desil/strict_order.h"
#include "io/run/programme_cells.h"
#include "io/run/run_stages.h"

namespace io {
namespace {

engine::ProgrammeColumns columns_of(const RunState& run, engine::DesilLevel level) {
  const std::vector<engine::Desil>& desil = level == engine::DesilLevel::kNational   ? run.ranks.national_desils
                                            : level == engine::DesilLevel::kProvince ? run.ranks.province_desils
                                                                                     : run.ranks.regency_desils;
  return {desil, run.status, run.registry.families.flags, run.ranking(), run.registry.families.kk};
}

// The public lot of a KK; safe from any thread, and needed only for families tied at the border of a quota.
engine::OrderHash lot_of(const RunState& run) {
  return [seed = run.config.seed](engine::NomorKk kk) { return engine::QuotaLottery(seed).lot(kk); };
}

}  // namespace

engine::ProgrammeStatus programme_status(const RunState& run, std::size_t programme, engine::FamilyRow family) {
  const auto columns = columns_of(run, run.programmes[programme].level);
  return run.decisions[programme].status(columns, family, lot_of(run));
}

void programmes_stage(RunState& run) {
  for (const engine::Programme& programme : run.programmes) {
    run.decisions.emplace_back(programme, columns_of(run, programme.level), lot_of(run));
  }
  run.stage_rows = run.registry.families.size() * run.programmes.size();
}

std::string programme_cell(const RunState& run, engine::FamilyRow family) {
  std::string cell;
  for (std::size_t p = 0; p < run.decisions.size(); ++p) {
    if (p > 0) cell += ';';
    cell += run.programmes[p].code;
    cell += ':';
    cell += engine::programme_status_name(programme_status(run, p, family));
  }
  return cell;
}

std::vector<ProgrammeLine> programme_lines(const RunState& run, engine::FamilyRow family) {
  std::vector<ProgrammeLine> lines;
  for (std::size_t p = 0; p < run.decisions.size(); ++p) {
    lines.push_back({run.programmes[p].code, engine::programme_status_name(programme_status(run, p, family))});
  }
  return lines;
}

}  // namespace io
