// Runs the stages of a re-ranking in their order and writes what exists by then.
//
//   ingest → link → assemble → score → rank → programmes → report
//
// All outputs of a run appear together at its end (io::OutputSet); a run that fails leaves the folder
// as it was. threads, one answer, errors: see run_stages.h.
#pragma once

#include <string>

#include "engine/run_summary.h"
#include "io/config/run_config.h"
#include "io/export/manifest.h"
#include "io/report/report.h"
#include "io/run/run_observer.h"
#include "io/run/run_state.h"
#include "io/snapshot/snapshot_keys.h"

namespace io {

struct RunRequest {
  std::string out;  // output folder
  RunStage to = RunStage::kReport;
  Language report_language = Language::kIndonesian;
  std::string sign_key;            // PEM of an Ed25519 key; empty = unsigned
  std::string build_id, compiler;  // for the manifest
  SnapshotKeys keys;               // for snapshots among the inputs, and those that are written
  bool resume = false;             // go on after the last stage that an interrupted run completed
};

// Does the stages up to `to` on a fresh state. Where `run.outputs` is set, opens and fills the outputs of
// these stages without committing them; returns the summary.
engine::RunSummary execute_stages(RunState& run, RunStage to, Language report_language);

// Reads the model and the programmes as a run would, and throws as it would (--dry-run).
void check_rules(const RunConfig& config, RunStage to);

// The whole command: stages, outputs, manifest.
engine::RunSummary run_nation(RunConfig config, const RunRequest& request, RunObserver& observer);

}  // namespace io
