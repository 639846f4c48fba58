// Turns chunks of source snapshots into batches: the parallel stage of ingest for .desil.
//
// threads: `parse` may run on any number at once. errors: engine::Error (kDamaged); see row_reader.h.
#pragma once

#include <utility>

#include "io/ingest/row_loop.h"
#include "io/source_snapshot/family_columns.h"
#include "io/source_snapshot/person_columns.h"
#include "io/source_snapshot/snapshot_files.h"

namespace io::source_snapshot {

class PersonSnapshotRows {
 public:
  PersonSnapshotRows(SourceSpec spec, const engine::RegionTree& regions, bool normalise)
      : spec_(std::move(spec)), regions_(regions), normalise_(normalise) {}
  std::pair<engine::PersonBatch, detail::BatchTotals> parse(const RowChunk<PersonGroup>& chunk) const;

 private:
  SourceSpec spec_;
  const engine::RegionTree& regions_;
  bool normalise_;
};

class FamilySnapshotRows {
 public:
  explicit FamilySnapshotRows(const engine::RegionTree& regions) : regions_(regions) {}
  std::pair<engine::FamilyBatch, detail::BatchTotals> parse(const RowChunk<FamilyGroup>& chunk) const;

 private:
  const engine::RegionTree& regions_;
};

}  // namespace io::source_snapshot
