// The columns that persons and families snapshots share, as they are written: baris, village, findings.
//
// errors: engine::Error (kResource) where a source has more records than `baris` can number.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/store/region_tree.h"
#include "engine/store/source_rows.h"
#include "io/snapshot/snapshot_writer.h"
#include "io/source_snapshot/description.h"
#include "io/source_snapshot/distinct_values.h"

namespace io::source_snapshot {

class RowColumns {
 public:
  explicit RowColumns(SnapshotWriter& file);

  // `code` is the village code as written, 0 = none.
  void add(std::uint64_t baris, std::uint64_t code, engine::Findings findings);
  // Writes the rows added since the last call.
  void flush();
  std::uint64_t rows() const { return rows_; }  // flushed
  // Writes the tables and the description; its `rows` are filled in.
  void finish(Description description);

 private:
  SnapshotWriter& file_;
  SnapshotWriter::SectionId baris_, village_, findings_;
  std::vector<std::uint32_t> baris_values_, village_values_, findings_values_;
  DistinctValues codes_, sets_;
  std::uint64_t rows_ = 0;
};

// A column that is declared when the first row has a value: the rows before get `missing`.
template <ColumnValue Value>
class LateColumn {
 public:
  LateColumn(std::string name, Value missing) : name_(std::move(name)), missing_(missing) {}

  // The values of `count` rows, or none of them where `values` is empty; `rows_before` were flushed earlier.
  void append(SnapshotWriter& file, std::uint64_t rows_before, std::span<const Value> values, std::size_t count) {
    if (!declared_ && values.empty()) return;
    if (!declared_) {
      section_ = file.add_column<Value>(name_);
      declared_ = true;
      append_missing(file, rows_before);
    }
    values.empty() ? append_missing(file, count) : file.append(section_, values);
  }

 private:
  void append_missing(SnapshotWriter& file, std::uint64_t rows) {
    const std::vector<Value> piece(static_cast<std::size_t>(std::min<std::uint64_t>(rows, std::uint64_t{1} << 16)),
                                   missing_);
    for (; rows > 0; rows -= std::min<std::uint64_t>(rows, piece.size())) {
      file.append(section_, std::span<const Value>(piece).first(
                                static_cast<std::size_t>(std::min<std::uint64_t>(rows, piece.size()))));
    }
  }

  std::string name_;
  Value missing_;
  SnapshotWriter::SectionId section_ = 0;
  bool declared_ = false;
};

}  // namespace io::source_snapshot
