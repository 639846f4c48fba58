// Stores lists of rejected rows as columns: a bad file may have millions.
//
//   reject/row, reject/byte   u64, all lists one after the other
//   reject/kind               u32, index into the table of (source, file, column, reason) in the JSON
//   reject/rows               u32, rows that it stands for
//   reject/value              texts (text_columns.h)
//
// errors: engine::Error (kDamaged); nlohmann::json::exception.
#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "engine/store/reject.h"
#include "io/registry_snapshot/column_source.h"
#include "io/snapshot/snapshot_writer.h"

namespace io {

using RejectList = std::vector<engine::Reject>;

// Writes the columns and returns the lengths of the lists and the table of kinds.
nlohmann::json write_reject_columns(SnapshotWriter& writer, const std::vector<const RejectList*>& lists);

// Fills the same lists again.
void read_reject_columns(const ColumnSource& source, const nlohmann::json& document,
                         const std::vector<RejectList*>& lists);

}  // namespace io
