#include "io/run/national_run.h"

#include <sys/resource.h>

#include <chrono>
#include <filesystem>
#include <set>

#include "engine/error.h"
#include "engine/store/column_memory.h"
#include "io/config/decisions_file.h"
#include "io/export/duplicates_csv.h"
#include "io/export/families_csv.h"
#include "io/export/folder_lock.h"
#include "io/export/manifest_check.h"
#include "io/export/manifest_signature.h"
#include "io/export/quality_csv.h"
#include "io/export/review_csv.h"
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
#include "io/run/truth_check.h"
#include "io/truth/truth_files.h"

namespace io {
namespace {

std::uint64_t peak_bytes() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

// Bytes of the files that a stage reads, for the progress report; 0 for a file that cannot be seen.
std::uint64_t bytes_to_read(const RunConfig& config, RunStage stage, RunStage to) {
  std::uint64_t bytes = 0;
  const auto add = [&](const InputPath& path) {
    std::error_code error;
    const auto size = std::filesystem::file_size(path.path, error);
    if (!error) bytes += size;
  };
  for (const SourceConfig& source : config.sources) {
    const bool registry = source.role == SourceRole::kRegistry;
    if (registry != (stage == RunStage::kIngest) && to != RunStage::kIngest) continue;
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
void stage(RunState& run, RunStage which, RunStage to, Body&& body) {
  run.stage_rows = run.stage_bytes = 0;
  run.observer.begin_stage(which, bytes_to_read(run.config, which, to));
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
  const RankedFamilies ranked{&run.registry.families,
                              run.status,
                              run.score,
                              run.ranks.national_desils,
                              run.ranks.province_desils,
                              run.ranks.regency_desils,
                              run.config.lifts() ? run.ranking() : std::span<const engine::PmtScore>(),
                              run.config.output.uncertainty && run.uncertainty ? &*run.uncertainty : nullptr};
  OutputFile& file = run.outputs->open("families.csv");
  write_families_csv(
      ranked, run.regions, [&](engine::FamilyRow family) { return programme_cell(run, family); }, file);
}

// Links the sources, and holds the links against the truth where there is one; it is given back then.
void link(RunState& run, RunStage to, std::optional<TruthCheck>& truth) {
  if (truth) truth->learn_registry(run);  // no part of the stage
  run.truth = truth ? &*truth : nullptr;
  stage(run, RunStage::kLink, to, [&] {
    link_stage(run);
    if (run.outputs != nullptr && run.config.output.duplicates) {
      run.outputs->open("duplicates.csv").write(duplicates_csv(run.duplicates, run.registry.persons));
    }
  });
  if (truth) run.truth_found = truth->found(run);
  run.truth = nullptr;
  truth.reset();
}

}  // namespace

engine::RunSummary execute_stages(RunState& run, RunStage to, Language report_language) {
  read_rules(run, to);
  std::optional<TruthCheck> truth;
  if (run.config.truth && to >= RunStage::kLink) truth.emplace(run);
  const std::optional<RunStage> resumed = run.checkpoints == nullptr ? std::nullopt : run.checkpoints->restore(run, to);
  if (!resumed) {
    stage(run, RunStage::kIngest, to, [&] {
      ingest_stage(run);
      if (to == RunStage::kIngest) store_sources(run);
    });
    if (to >= RunStage::kLink && run.checkpoints != nullptr) run.checkpoints->keep(run, RunStage::kIngest);
  }
  if (to >= RunStage::kLink && resumed != RunStage::kLink) {
    link(run, to, truth);
    if (run.checkpoints != nullptr) run.checkpoints->keep(run, RunStage::kLink);
  }
  engine::column_memory::release();  // the last batch has gone by
  if (run.outputs != nullptr) write_rejects_file(run);
  if (to >= RunStage::kAssemble) stage(run, RunStage::kAssemble, to, [&] { assemble_stage(run); });
  if (to >= RunStage::kScore) stage(run, RunStage::kScore, to, [&] { score_stage(run); });
  if (to >= RunStage::kRank) {
    stage(run, RunStage::kRank, to, [&] {
      rank_stage(run);
      uncertainty_of_ranks(run);
    });
    if (!run.ranks.national) {
      run.observer.remark(
          "no family could be ranked. Cure: see `status` in families.csv; without a region check kode_desa and "
          "region_codes, without a model its regions, without indicators the families files.");
    }
  }
  if (to >= RunStage::kProgrammes) stage(run, RunStage::kProgrammes, to, [&] { programmes_stage(run); });
  engine::RunSummary summary;
  const auto report = [&] {
    if (run.outputs != nullptr && to >= RunStage::kRank && run.config.output.families) write_families_file(run);
    summary = summarize(run, to);
    if (run.outputs != nullptr && run.config.output.quality)
      run.outputs->open("quality.csv").write(quality_csv(summary.sources));
    if (run.outputs != nullptr && to >= RunStage::kReport) {
      run.outputs->open("report.html").write(render_report(summary, report_language));
    }
    if (to >= RunStage::kReport && run.snapshots) write_run_snapshot(run);
    run.stage_rows = run.registry.families.size();
    run.stage_bytes = run.outputs != nullptr ? run.outputs->bytes() : 0;
  };
  if (to >= RunStage::kReport) {
    stage(run, RunStage::kReport, to, report);
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
  if (config.truth) check_truth(*config.truth);
}

namespace {

// What the run may write into OUT, and what it may remove there as the work of an earlier run.
std::set<std::string> output_names(const RunConfig& config, const std::string& out) {
  std::set<std::string> names(kKnownOutputs.begin(), kKnownOutputs.end());
  for (const SourceConfig& source : config.sources) {
    for (const char* table : {"persons", "families"}) names.insert(source_snapshot_name(source.name, table));
  }
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(out, error)) {
    if (const std::string name = entry.path().filename().string(); is_output_name(name)) names.insert(name);
  }
  return names;
}

// Refuses an output folder in which a result would take the place of a file the run reads.
void check_outputs_are_no_inputs(const RunConfig& config, const std::string& out) {
  std::vector<const InputPath*> inputs;
  for (const SourceConfig& source : config.sources) {
    for (const auto* paths : {&source.persons, &source.families}) {
      for (const InputPath& path : *paths) inputs.push_back(&path);
    }
  }
  for (const FlagConfig& flag : config.flags) inputs.push_back(&flag.file);
  if (config.truth) inputs.push_back(&config.truth->persons);
  if (config.truth && config.truth->faults) inputs.push_back(&*config.truth->faults);
  const std::optional<InputPath> distribution = config.distribution();
  for (const auto* rule : {&distribution, &config.model, &config.programmes, &config.link_model, &config.decisions}) {
    if (*rule) inputs.push_back(&**rule);
  }
  const std::set<std::string> names = output_names(config, out);
  for (const InputPath* input : inputs) {
    for (const std::string& name : names) {
      std::error_code error;
      if (!std::filesystem::equivalent(input->path, std::filesystem::path(out) / name, error) || error) continue;
      throw engine::Error(engine::ExitCode::kUsage,
                          input->shown + ": is an input of the run, and --out would write or remove the result '" +
                              name + "' in its place. Cure: choose another folder for --out.",
                          {input->shown, 0, "", 0});
    }
  }
}

// Refuses to write over a review.csv in which somebody has written decisions, unless the run is given the same.
void check_review_is_kept(const RunConfig& config, const RunRequest& request) {
  const std::string path = (std::filesystem::path(request.out) / kReviewName).string();
  if (request.to < RunStage::kLink || !has_decisions(path)) return;
  if (config.decisions && sha256_of_file(config.decisions->path) == sha256_of_file(path)) return;
  throw engine::Error(engine::ExitCode::kUsage,
                      path +
                          ": has decisions in it, and the run would write a new one in its place. Cure: move it "
                          "elsewhere, and give it with --decisions where it is to be applied.",
                      {path, 0, "keputusan", 0});
}

}  // namespace

engine::RunSummary run_nation(RunConfig config, const RunRequest& request, RunObserver& observer) {
  const std::string started = utc_now();
  check_outputs_are_no_inputs(config, request.out);
  check_review_is_kept(config, request);
  check_rules(config, request.to);  // before a folder is made
  const bool with_snapshot = config.output.snapshot && request.to >= RunStage::kReport;
  const bool with_checkpoints = request.to >= RunStage::kLink && (config.checkpoint || request.resume);
  std::optional<SecretKey> key;  // of the checkpoints
  if (with_checkpoints) key = key_to_write_with(request.keys);
  OutputSet outputs(request.out);
  const FolderLock lock(request.out);
  finish_interrupted_publish(request.out);
  remove_stale_temporary_files(request.out);
  RunCheckpoints checkpoints(
      config, {request.out, request.build_id, request.resume && with_checkpoints, config.checkpoint, request.keys},
      key);
  RunState run(std::move(config), region_tree(), observer, &outputs, request.keys);
  run.stores_sources = request.to == RunStage::kIngest;
  if (run.stores_sources || with_snapshot) run.snapshots.emplace(outputs, run.keys);
  if (with_checkpoints) run.checkpoints = &checkpoints;
  engine::RunSummary summary = execute_stages(run, request.to, request.report_language);
  const std::vector<OutputSet::Written> written = outputs.finish();
  Manifest manifest = run_manifest(run, summary, request.to, written, started);
  manifest.build_id = request.build_id;
  manifest.compiler = request.compiler;
  const std::string text = manifest_text(manifest);
  outputs.open(kManifestName).write(text);
  if (!request.sign_key.empty()) outputs.open(kSignatureName).write(sign_manifest(text, request.sign_key));
  outputs.publish(/*keep_resume=*/request.to < RunStage::kReport && checkpoints.holds_link());
  return summary;
}

}  // namespace io
