// Plans a run without doing it (--dry-run): files, rows, memory, disk, pairs, time.
//
// Rows are estimated from the size of a file and the mean record length of its first MiB; compressed
// files count as four times their size. Rows of snapshots are counted by their directories. Memory and disk follow from
// bytes per row of the data model, time from a rate measured on two threads; what linking costs is told by linking a
// sample of each source (link_preview.h). All are estimates for planning, not promises.
//
// errors: engine::Error (kInput) for a file that is missing or empty; those of
// opening a snapshot.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "io/config/run_config.h"
#include "io/run/link_preview.h"
#include "io/snapshot/snapshot_keys.h"

namespace io {

struct PlannedFile {
  std::string source, path;  // path as the run file writes it
  std::uint64_t bytes = 0;
  std::uint64_t rows = 0;  // estimate
};

struct RunPlan {
  std::vector<std::string> stages;
  std::vector<PlannedFile> files;
  std::uint64_t registry_rows = 0, source_rows = 0;
  std::uint64_t pairs = 0;         // candidate pairs of all sources
  std::uint64_t memory_bytes = 0;  // peak
  std::uint64_t disk_bytes = 0;    // outputs
  std::uint64_t seconds = 0;
  std::optional<LinkPreview> link;  // where the run links
};

RunPlan plan_run(const RunConfig& config, RunStage to, const SnapshotKeys& keys = {});
std::string plan_json(const RunPlan& plan);

}  // namespace io
