// Takes a sample of a source's rows for a plan: stretches of whole records from the beginning, the middle and the end
// of its files and from between, kSamplePlaces of them; all records where the files are not larger.
//
// The places follow from the sizes of the files alone, so the same files give the same sample. A record belongs to the
// stretch in which it begins. A compressed file, NDJSON or a snapshot is sampled at its beginning only. Rows come as
// ingest gives them, names normalised; a record that is no row there (a place inside a quoted line break) is left out.
//
// errors: those of ingest, for the schema of a file. threads: one at a time. cost: kSamplePlaces times kSampleBytes.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/store/region_tree.h"
#include "engine/store/source_rows.h"
#include "io/config/run_config.h"
#include "io/snapshot/snapshot_keys.h"

namespace io {

inline constexpr std::uint64_t kSampleBytes = std::uint64_t{3} << 17;  // of one place
inline constexpr std::uint64_t kSamplePlaces = 9;

struct SourceSample {
  std::vector<engine::PersonBatch> batches;
  std::uint64_t rows = 0;
  int places = 0;                // stretches
  double processor_seconds = 0;  // for reading them: hash, cells, checks, names
};
SourceSample sample_persons(const SourceConfig& source, const engine::RegionTree& regions, const SnapshotKeys& keys);

struct FamilySample {
  std::uint64_t rows = 0;
  double processor_seconds = 0;
};
// From the beginning of the first families file; nothing where there is none.
FamilySample sample_families(const SourceConfig& source, const engine::RegionTree& regions, const SnapshotKeys& keys);

// Of this process, all threads.
double processor_seconds();

}  // namespace io
