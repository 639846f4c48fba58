#include "io/run/run_snapshot.h"

#include "io/registry_snapshot/registry_columns.h"
#include "io/registry_snapshot/registry_snapshot.h"
#include "io/run/programme_cells.h"
#include "io/run/run_manifest.h"
#include "io/run/run_stages.h"

namespace io {
namespace {

void add_inputs(RegistryMeta& meta, const std::string& source, const std::vector<InputPath>& paths,
                const SourceTotals& totals) {
  for (std::size_t i = 0; i < totals.files.size(); ++i) {
    meta.inputs.push_back({source, portable_path(paths[i]), totals.files[i].sha256, totals.files[i].bytes});
  }
}

RegistryMeta::Cuts scores_of(const engine::Cuts& cuts) {
  RegistryMeta::Cuts scores{};
  for (std::size_t k = 0; k < scores.size(); ++k) scores[k] = cuts[k].score;
  return scores;
}

void add_cuts(RegistryMeta& meta, const std::vector<engine::RegionRange>& regions,
              const std::vector<std::optional<engine::Cuts>>& cuts) {
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    if (cuts[i]) meta.regions[regions[i].code] = scores_of(*cuts[i]);
  }
}

RegistryMeta meta_of(const RunState& run) {
  const RunConfig& config = run.config;
  RegistryMeta meta;
  meta.version = DESIL_VERSION;
  meta.release = config.release;
  meta.note = config.note;
  meta.weight = config.weight == DesilWeight::kPersons ? "persons" : "families";
  meta.mode = config.mode;
  meta.seed = config.seed;
  meta.model_provenance = run.model->provenance;
  meta.class_labels.assign(config.class_labels.begin(), config.class_labels.end());
  for (std::size_t i = 0; i < config.sources.size(); ++i) {
    const SourceConfig& source = config.sources[i];
    const bool registry = source.role == SourceRole::kRegistry;
    meta.sources.push_back({source.name, registry ? "registry" : "source", source.date, run.sources[i].rank});
    add_inputs(meta, source.name, source.persons, run.sources[i].persons);
    add_inputs(meta, source.name, source.families, run.sources[i].families);
  }
  for (std::size_t i = 0; i < config.flags.size(); ++i) {
    meta.flags.push_back({config.flags[i].name, config.flags[i].key == FlagKey::kKk ? "kk" : "nik"});
    add_inputs(meta, config.flags[i].name, {config.flags[i].file}, run.flags[i].totals);
  }
  for (const engine::Programme& programme : run.programmes) meta.programmes.push_back({programme.code, programme.name});
  meta.rules = run_rules(run, RunStage::kReport);
  if (run.ranks.national) meta.national = scores_of(*run.ranks.national);
  add_cuts(meta, province_ranges(run), run.ranks.provinces);
  add_cuts(meta, regency_ranges(run), run.ranks.regencies);
  return meta;
}

}  // namespace

void write_run_snapshot(RunState& run) {
  RegistryContents contents;
  contents.registry = &run.registry;
  contents.indicators = &run.assembly->indicators();
  contents.source_rank = run.assembly->rank();
  contents.status = run.status;
  contents.score = run.score;
  if (run.config.lifts()) contents.ranking = run.ranking_score;
  contents.national = run.ranks.national_desils;
  contents.province = run.ranks.province_desils;
  contents.regency = run.ranks.regency_desils;
  contents.programme_status = [&](std::size_t programme, engine::FamilyRow family) {
    return programme_status(run, programme, family);
  };
  contents.meta = meta_of(run);
  SnapshotWriter& writer =
      run.snapshots->open(kRegistrySnapshotName, kRegistrySnapshotKind, page_size_of_registry(run.registry));
  write_registry_snapshot(writer, contents, run.regions);
}

}  // namespace io
