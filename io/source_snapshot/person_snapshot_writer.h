// Writes the accepted persons of a source as a snapshot, batch by batch in the order of the files.
//
// The writer of the file is the caller's, and so are its `finish` and publication. threads and errors: as
// SnapshotWriter; RowColumns. memory: the tables of village codes and findings, some KiB.
#pragma once

#include <string>
#include <vector>

#include "io/source_snapshot/row_columns.h"

namespace io::source_snapshot {

class PersonSnapshotWriter {
 public:
  PersonSnapshotWriter(SnapshotWriter& file, const engine::RegionTree& regions);

  void append(const engine::PersonBatch& batch);
  // After the last batch; the file itself is finished by the caller.
  void finish(const Description& description) { rows_.finish(description); }

 private:
  SnapshotWriter& file_;
  const engine::RegionTree& regions_;
  SnapshotWriter::SectionId nik_, kk_, birth_, sex_, name_length_, name_text_;
  RowColumns rows_;
  std::vector<LateColumn<std::uint8_t>> codes_;  // by PersonCode
};

}  // namespace io::source_snapshot
