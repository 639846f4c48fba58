// Reads the columns of a persons snapshot in groups of rows, and turns checked rows into a batch.
//
// The columns are read by one thread (all threads help inside SnapshotReader), rows are checked and turned by any.
// memory: a group is at most 2^18 rows, and as many as have 32 MiB of names.
// errors: engine::Error (kDamaged) naming section and row.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "engine/store/source_rows.h"
#include "io/ingest/row_loop.h"
#include "io/source_snapshot/row_reader.h"

namespace io::source_snapshot {

struct PersonGroup {
  RowPart part;
  std::vector<std::uint64_t> nik, kk;
  std::vector<engine::Day> birth;
  std::vector<engine::Sex> sex;
  std::array<std::vector<std::uint8_t>, engine::kPersonCodeCount> codes;  // empty where the snapshot has none
  std::vector<std::uint32_t> name_ends;                                   // in name_text
  std::string name_text;

  std::size_t size() const { return nik.size(); }
};

class PersonColumns {
 public:
  using Group = PersonGroup;
  static const char* kind();

  PersonColumns(const SnapshotReader& file, const RowTables& tables);

  // Reads the rows from `first` on, at most `rows` and at least one; returns how many.
  std::size_t read(std::uint64_t first, std::size_t rows, PersonGroup& group);
  // After the last row: nothing of the names may be left.
  void finish() const;

 private:
  std::size_t read_names(std::uint64_t first, std::size_t rows, PersonGroup& group);

  const SnapshotReader& file_;
  const RowTables& tables_;
  std::array<bool, engine::kPersonCodeCount> coded_{};
  std::uint64_t name_bytes_ = 0, names_read_ = 0;
};

// Rows [begin, end) of a group as a batch; `baris_before` is added to their record numbers. With `registry` a row
// without NIK, KK or name is rejected as the text reader does.
struct PersonRowsRequest {
  const SourceSpec& spec;
  const RowTables& tables;
  const PersonGroup& group;
  std::size_t begin = 0, end = 0;
  std::uint64_t baris_before = 0;
};
engine::PersonBatch person_batch(const PersonRowsRequest& request);

}  // namespace io::source_snapshot
