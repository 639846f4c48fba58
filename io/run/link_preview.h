// Says beforehand what linking a run will cost, by linking a sample of each source to the registry (--dry-run).
//
// The registry is read as the run reads it; one that is estimated above kMostPreviewed rows is thinned to every k-th
// family, and the families and persons that the sample names. The sample (source_sample.h) is linked by the run's own
// engine: shares, pairs and blocks are those of the sample, taken to all rows; a thinned registry's pairs are taken
// times k. Seconds follow from the processor time of the sample's own work, by phase: what grows with the rows, and
// what a source costs whatever its rows.
//
// order: sources as in the run file; the same rows give the same counts on any machine, seconds are an estimate for
// this one. threads: parallel inside. writes nothing. cost: one pass over the registry and a few tenths of a second a
// source.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/linkage/link_passes.h"
#include "io/config/run_config.h"
#include "io/snapshot/snapshot_keys.h"

namespace io {

inline constexpr std::uint64_t kMostPreviewed = 16'000'000;  // registry rows

struct PreviewedSource {
  std::string name;
  std::uint64_t rows = 0;  // estimate
  std::uint64_t sample_rows = 0;
  int sample_places = 0;                                   // stretches of the files
  std::uint64_t open_sample_rows = 0;                      // of the sample: not closed (engine/linkage/open_rows.h)
  std::uint64_t wide_sample_rows = 0;                      // looked for in the whole registry
  std::array<std::uint64_t, engine::kLinkPasses> pairs{};  // estimate, all rows
  std::array<std::uint64_t, engine::kLinkPasses> largest_block{};  // persons, of the keys that the sample asks for
  std::array<std::uint64_t, engine::kLinkPasses> hot_blocks{};     // of the sample
  std::uint64_t memory_bytes = 0;                                  // while it is linked, beside the registry
  double seconds = 0;                                              // estimate: its part of the link stage
};

struct LinkPreview {
  std::uint64_t one_in = 1;  // of the registry's families
  std::vector<PreviewedSource> sources;
  std::uint64_t registry_bytes = 0;  // registry, words and names: held through the stage
  std::uint64_t memory_bytes = 0;    // at the peak of the stage
  double seconds = 0;                // of the stage
  std::uint64_t pairs() const {
    std::uint64_t sum = 0;
    for (const PreviewedSource& source : sources) {
      for (const std::uint64_t pass : source.pairs) sum += pass;
    }
    return sum;
  }
};

// `rows`: estimated persons, and `family_rows` families, of each source of the configuration.
LinkPreview preview_links(const RunConfig& config, const std::vector<std::uint64_t>& rows,
                          const std::vector<std::uint64_t>& family_rows, const SnapshotKeys& keys,
                          std::uint64_t most_registry_rows = kMostPreviewed);

}  // namespace io
