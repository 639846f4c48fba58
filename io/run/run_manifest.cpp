#include "io/run/run_manifest.h"

#include <algorithm>

#include "io/regions/region_data.h"

namespace io {
namespace {

void add_inputs(Manifest& manifest, const std::string& source, const std::vector<InputPath>& paths,
                const SourceTotals& totals) {
  for (std::size_t i = 0; i < totals.files.size(); ++i) {
    const FileTotals& file = totals.files[i];
    manifest.inputs.push_back({source, portable_path(paths[i]), file.bytes, file.sha256, file.snapshot, file.rows_read,
                               file.accepted, file.rejected});
  }
}

}  // namespace

std::map<std::string, std::string> run_rules(const RunState& run, RunStage to) {
  std::map<std::string, std::string> rules;
  rules["regions"] = sha256_of(std::string(villages_csv()) + std::string(retired_codes_csv()));
  if (to >= RunStage::kLink && run.config.link_model) {
    rules["link_model"] = sha256_of_file(run.config.link_model->path);
  }
  if (to >= RunStage::kLink && run.config.decisions) {
    rules["decisions"] = sha256_of_file(run.config.decisions->path);
  }
  if (run.model) rules["model"] = sha256_of_file(run.config.model->path);
  if (const auto distribution = run.config.distribution(); distribution && to >= RunStage::kRank) {
    rules["distribution"] = sha256_of_file(distribution->path);
  }
  if (to >= RunStage::kProgrammes && run.config.programmes) {
    rules["programmes"] = sha256_of_file(run.config.programmes->path);
  }
  return rules;
}

Manifest run_manifest(const RunState& run, const engine::RunSummary& summary, RunStage to,
                      const std::vector<OutputSet::Written>& written, const std::string& started) {
  Manifest manifest;
  manifest.version = summary.version;
  manifest.stage = std::string(run_stage_name(to));
  manifest.config = canonical_config(run.config);
  for (std::size_t i = 0; i < run.sources.size(); ++i) {
    const SourceConfig& source = run.config.sources[i];
    add_inputs(manifest, source.name, source.persons, run.sources[i].persons);
    add_inputs(manifest, source.name, source.families, run.sources[i].families);
  }
  for (std::size_t i = 0; i < run.flags.size(); ++i) {
    add_inputs(manifest, run.config.flags[i].name, {run.config.flags[i].file}, run.flags[i].totals);
  }
  manifest.rules = run_rules(run, to);
  if (run.config.truth && run.truth_found) {
    manifest.rules["truth_persons"] = sha256_of_file(run.config.truth->persons.path);
    if (run.config.truth->faults) manifest.rules["truth_faults"] = sha256_of_file(run.config.truth->faults->path);
  }
  if (run.snapshots) manifest.snapshots = run.snapshots->finished();
  for (const OutputSet::Written& file : written) {
    const bool snapshot = std::any_of(manifest.snapshots.begin(), manifest.snapshots.end(),
                                      [&](const ManifestSnapshot& one) { return one.name == file.name; });
    auto& list = snapshot || file.name == "summary.json" ? manifest.files : manifest.outputs;
    list.push_back({file.name, file.bytes, file.sha256});
  }
  manifest.host = host_name();
  manifest.started = started;
  manifest.finished = utc_now();
  manifest.simd = summary.simd;
  manifest.threads = summary.threads;
  manifest.run_file = run.config.path;
  if (run.config.decisions) manifest.decisions_file = run.config.decisions->path;
  return manifest;
}

}  // namespace io
