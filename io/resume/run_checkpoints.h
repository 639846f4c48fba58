// Keeps what the long stages of a run have found, so that `--resume` can go on after them.
//
//   OUT/.resume/ingest.desil   after ingest: registry with marks and flags, duplicates, totals, rejects
//   OUT/.resume/link.desil     after link: attributes, indicators of the sources, totals, rejects
//   OUT/.resume/*.csv          what link has finished: links.csv, review.csv, …, and link_model.json
//
// Both are snapshots (io/snapshot/FORMAT.md), encrypted as the run's own; LAYOUT.md of this folder lists the sections.
// Each appears complete or not at all. link.desil belongs to one ingest.desil by the SHA-256 of its plain columns, and
// lists the CSVs with bytes and SHA-256.
//
// A checkpoint is used where program version, build, configuration and the stamps of the inputs read so far
// (input_stamps.h) agree; else the run starts from the beginning and says why. What is damaged, or sealed with
// another key, or does not hold together is never used. With a truth (--truth) link is done again: links are held
// against it while they are made. A checkpoint that cannot be written (a full disk) costs the
// run nothing but the chance to resume.
//
// cost: about 33 bytes a registry person and 22 a family after ingest, 4 and 27 more after link (LAYOUT.md).
// errors: engine::Error only where a finished CSV cannot be completed. threads: one at a time; parallel inside.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "io/resume/input_stamps.h"
#include "io/run/run_state.h"
#include "io/snapshot/snapshot_keys.h"

namespace io {

class RunCheckpoints {
 public:
  struct Settings {
    std::string out;       // the run's folder
    std::string build_id;  // of the program
    bool resume = false;   // use what an earlier run has left; else it is removed
    bool keep = true;      // write checkpoints
    SnapshotKeys keys;
  };
  // `key` seals what is written, empty where it is to be plain; it must outlive this object. Looks at the inputs:
  // to be made before they are read.
  RunCheckpoints(const RunConfig& config, Settings settings, const std::optional<SecretKey>& key);

  // Puts the state as it was after the last complete stage before or at `to`, and returns that stage; nothing where
  // the run has to start from the beginning. Tells the observer what it does.
  std::optional<RunStage> restore(RunState& run, RunStage to);

  // Keeps the state after ingest or link.
  void keep(RunState& run, RunStage stage);

  // True where a later `--resume` can go on after link.
  bool holds_link() const { return holds_link_; }

 private:
  std::string path(RunStage stage) const;
  void write(RunState& run, RunStage stage, const std::vector<OutputSet::Written>& finished);

  Settings settings_;
  const std::optional<SecretKey>& key_;
  std::string config_;  // canonical
  std::vector<InputStamp> ingest_inputs_, link_inputs_;
  std::string ingest_plain_;  // SHA-256 of the plain columns of ingest.desil
  bool holds_ingest_ = false, holds_link_ = false;
};

}  // namespace io
