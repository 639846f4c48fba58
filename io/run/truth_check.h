// Holds the links of a run against the truth (--truth): reads it, and judges source by source.
//
// The registry's `baris` are not kept in memory, so its files are read once more to learn whose row each registry
// person is. threads: parallel inside, one answer. memory: that of link_truth.h, until the links are made.
// errors: Error (kInput) for a truth without the registry, one that leaves out an accepted row, or one with more than
// kMostRowsOfOne registry rows of one person; those of truth_files.h.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "engine/linkage/link_truth.h"
#include "io/run/run_state.h"
#include "io/truth/truth_files.h"

namespace io {

class TruthCheck {
 public:
  static constexpr std::size_t kMostRowsOfOne = 1000;

  // Reads the files of the truth; before ingest, so that their faults show before the long work.
  explicit TruthCheck(const RunState& run);
  // Learns whose row each registry person is; after ingest, or what a checkpoint has kept of it.
  void learn_registry(const RunState& run);

  // Nothing where the truth does not name the source. `baris`: of `rows`.
  std::optional<engine::LinkTruth> judge(const std::string& source, std::span<const engine::LinkRow> rows,
                                         std::span<const std::uint32_t> baris) const;
  // What the summary says of the truth, with the judged duplicates of the registry.
  engine::TruthFiles found(const RunState& run) const;

 private:
  engine::RegistryTruth read_registry(const RunState& run) const;

  TruthPaths paths_;
  Truth truth_;
  std::optional<engine::RegistryTruth> registry_;
};

}  // namespace io
