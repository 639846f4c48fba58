// Writes the accepted rows of a source's families files as a snapshot, batch by batch in their order.
//
// As person_snapshot_writer.h. A column without any value is not written.
#pragma once

#include <vector>

#include "io/source_snapshot/row_columns.h"

namespace io::source_snapshot {

class FamilySnapshotWriter {
 public:
  explicit FamilySnapshotWriter(SnapshotWriter& file);

  void append(const engine::FamilyBatch& batch);
  void finish(const Description& description) { rows_.finish(description); }

 private:
  SnapshotWriter& file_;
  SnapshotWriter::SectionId kk_;
  RowColumns rows_;
  std::vector<LateColumn<std::uint8_t>> codes_;     // by FamilyCode
  std::vector<LateColumn<std::uint16_t>> numbers_;  // by FamilyNumber
};

}  // namespace io::source_snapshot
