#include "io/run/national_run.h"

#include <sys/resource.h>

#include <chrono>
#include <filesystem>

#include "engine/error.h"
#include "io/export/duplicates_csv.h"
#include "io/export/families_csv.h"
#include "io/export/folder_lock.h"
#include "io/export/manifest_check.h"
#include "io/export/manifest_signature.h"
#include "io/export/summary_json.h"
#include "io/ingest/rejects_csv.h"
#include "io/regions/region_tree.h"
#include "io/registry_snapshot/registry_snapshot.h"
#include "io/resume/run_checkpoints.h"
#include "io/run/programme_cells.h"
#include "io/run/run_manifest.h"
#include "io/run/run_snapshot.h"
#include "io/run/run_stages.h"
#include "io/run/summarize.h"

namespace io {
namespace {

std::uint64_t peak_bytes() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

// Bytes of the files that a stage reads, for the progress report; 0 for a file that cannot be seen.
std::uint64_t bytes_to_read(const RunConfig& config, RunStage stage) {
  std::uint64_t bytes = 0;
  const auto add = [&](const InputPath& path) {
    std::error_code error;
    const auto size = std::filesystem::file_size(path.path, error);
    if (!error) bytes += size;
  };
  for (const SourceConfig& source : config.sources) {
    const bool registry = source.role == SourceRole::kRegistry;
    if (registry != (stage == RunStage::kIngest)) continue;
    for (const InputPath& path : source.persons) add(path);
    for (const InputPath& path : source.families) add(path);
  }
  if (stage == RunStage::kIngest) {
    for (const FlagConfig& flag : config.flags) add(flag.file);
  }
  return stage <= RunStage::kLink ? bytes : 0;
}

// Runs one stage, timed and announced.
template <class Body>
void stage(RunState& run, RunStage which, Body&& body) {
  run.stage_rows = run.stage_bytes = 0;
  run.observer.begin_stage(which, bytes_to_read(run.config, which));
  const auto start = std::chrono::steady_clock::now();
  body();
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  run.stages.push_back(
      {std::string(run_stage_name(which)), seconds.count(), run.stage_rows, run.stage_bytes, peak_bytes()});
  run.observer.end_stage(which);
}

void write_rejects_file(RunState& run) {
  OutputFile& file = run.outputs->open("rejects.csv");
  write_rejects_header(file);
  for (const SourceResult& source : run.sources) {
    write_rejects(file, source.person_rejects);
    write_rejects(file, source.family_rejects);
  }
  for (const FlagResult& flag : run.flags) write_rejects(file, flag.rejects);
}

void write_families_file(RunState& run) {
  const RankedFamilies ranked{
      &run.registry.families,  run.status, run.score, run.ranks.national_desils, run.ranks.province_desils,
      run.ranks.regency_desils};
  OutputFile& file = run.outputs->open("families.csv");
  write_families_csv(
      ranked, run.regions, [&](engine::FamilyRow family) { return programme_cell(run, family); }, file);
}

}  // namespace

engine::RunSummary execute_stages(RunState& run, RunStage to, Language report_language) {
  read_rules(run, to);
  const std::optional<RunStage> resumed =
      run.checkpoints == nullptr ? std::nullopt : run.checkpoints->restore(run, to);
  if (!resumed) {
    stage(run, RunStage::kIngest, [&] {
      ingest_stage(run);
      if (to == RunStage::kIngest) link_stage(run, /*check_only=*/true);
    });
    if (to >= RunStage::kLink && run.checkpoints != nullptr) run.checkpoints->keep(run, RunStage::kIngest);
  }
  if (to >= RunStage::kLink && resumed != RunStage::kLink) {
    stage(run, RunStage::kLink, [&] {
      link_stage(run, /*check_only=*/false);
      if (run.outputs != nullptr && run.config.output.duplicates) {
        run.outputs->open("duplicates.csv").write(duplicates_csv(run.duplicates, run.registry.persons));
      }
    });
    if (run.checkpoints != nullptr) run.checkpoints->keep(run, RunStage::kLink);
  }
  if (run.outputs != nullptr) write_rejects_file(run);
  if (to >= RunStage::kAssemble) stage(run, RunStage::kAssemble, [&] { assemble_stage(run); });
  if (to >= RunStage::kScore) stage(run, RunStage::kScore, [&] { score_stage(run); });
  if (to >= RunStage::kRank) {
    stage(run, RunStage::kRank, [&] { rank_stage(run); });
    if (!run.ranks.national) {
      run.observer.remark(
          "no family could be ranked. Cure: see `status` in families.csv; without a region check kode_desa and "
          "region_codes, without a model its regions, without indicators the families files.");
    }
  }
  if (to >= RunStage::kProgrammes) stage(run, RunStage::kProgrammes, [&] { programmes_stage(run); });
  engine::RunSummary summary;
  const auto report = [&] {
    if (run.outputs != nullptr && to >= RunStage::kRank && run.config.output.families) write_families_file(run);
    summary = summarize(run, to);
    if (run.outputs != nullptr && to >= RunStage::kReport) {
      run.outputs->open("report.html").write(render_report(summary, report_language));
    }
    if (run.snapshot_key != nullptr) write_run_snapshot(run, *run.snapshot_key);
    run.stage_rows = run.registry.families.size();
    run.stage_bytes = run.outputs != nullptr ? run.outputs->bytes() : 0;
  };
  if (to >= RunStage::kReport) {
    stage(run, RunStage::kReport, report);
  } else {
    report();
  }
  summary.stages = run.stages;
  if (run.outputs != nullptr) run.outputs->open("summary.json").write(summary_json(summary));
  return summary;
}

void check_rules(const RunConfig& config, RunStage to) {
  RunObserver silent;
  RunState run(config, region_tree(), silent, nullptr);
  read_rules(run, to);
}

namespace {

// Refuses an output folder in which a result would take the place of a file the run reads.
void check_outputs_are_no_inputs(const RunConfig& config, const std::string& out) {
  std::vector<const InputPath*> inputs;
  for (const SourceConfig& source : config.sources) {
    for (const auto* paths : {&source.persons, &source.families}) {
      for (const InputPath& path : *paths) inputs.push_back(&path);
    }
  }
  for (const FlagConfig& flag : config.flags) inputs.push_back(&flag.file);
  for (const auto* rule : {&config.model, &config.programmes}) {
    if (*rule) inputs.push_back(&**rule);
  }
  for (const InputPath* input : inputs) {
    for (const char* name : kKnownOutputs) {
      std::error_code error;
      if (!std::filesystem::equivalent(input->path, std::filesystem::path(out) / name, error) || error) continue;
      throw engine::Error(engine::ExitCode::kUsage,
                          input->shown + ": is an input of the run, and --out would write the result '" + name +
                              "' over it. Cure: choose another folder for --out.",
                          {input->shown, 0, "", 0});
    }
  }
}

}  // namespace

engine::RunSummary run_nation(RunConfig config, const RunRequest& request, RunObserver& observer) {
  const std::string started = utc_now();
  check_outputs_are_no_inputs(config, request.out);
  check_rules(config, request.to);  // before a folder is made
  const bool with_snapshot = config.output.snapshot && request.to >= RunStage::kReport;
  const bool with_checkpoints = request.to >= RunStage::kLink && (config.checkpoint || request.resume);
  std::optional<SecretKey> key;  // outlives whatever is sealed with it
  if (with_snapshot || with_checkpoints) key = key_to_write_with(request.keys);
  OutputSet outputs(request.out);
  const FolderLock lock(request.out);
  finish_interrupted_publish(request.out);
  remove_stale_temporary_files(request.out);
  RunCheckpoints checkpoints(
      config, {request.out, request.build_id, request.resume && with_checkpoints, config.checkpoint, request.keys}, key);
  RunState run(std::move(config), region_tree(), observer, &outputs);
  if (with_checkpoints) run.checkpoints = &checkpoints;
  if (with_snapshot) run.snapshot_key = &key;
  engine::RunSummary summary = execute_stages(run, request.to, request.report_language);
  const std::vector<OutputSet::Written> written = outputs.finish();
  std::optional<ManifestSnapshot> snapshot;
  if (run.snapshot != nullptr) snapshot = {kRegistrySnapshotName, run.snapshot->plain_sha256(), !key};
  Manifest manifest = run_manifest(run, summary, request.to, written, started, snapshot);
  manifest.build_id = request.build_id;
  manifest.compiler = request.compiler;
  const std::string text = manifest_text(manifest);
  outputs.open(kManifestName).write(text);
  if (!request.sign_key.empty()) outputs.open(kSignatureName).write(sign_manifest(text, request.sign_key));
  outputs.publish(/*keep_resume=*/request.to < RunStage::kReport && checkpoints.holds_link());
  return summary;
}

}  // namespace io
