// Reads the columns of a families snapshot in groups of rows, and turns checked rows into a batch.
//
// As person_columns.h.
#pragma once

#include <array>
#include <vector>

#include "engine/store/source_rows.h"
#include "io/source_snapshot/row_reader.h"

namespace io::source_snapshot {

struct FamilyGroup {
  RowPart part;
  std::vector<std::uint64_t> kk;
  std::array<std::vector<std::uint8_t>, engine::kFamilyCodeCount> codes;  // empty where the snapshot has none
  std::array<std::vector<std::uint16_t>, engine::kFamilyNumberCount> numbers;

  std::size_t size() const { return kk.size(); }
};

class FamilyColumns {
 public:
  using Group = FamilyGroup;
  static const char* kind();

  FamilyColumns(const SnapshotReader& file, const RowTables& tables);

  std::size_t read(std::uint64_t first, std::size_t rows, FamilyGroup& group);
  void finish() const {}

 private:
  const SnapshotReader& file_;
  std::array<bool, engine::kFamilyCodeCount> coded_{};
  std::array<bool, engine::kFamilyNumberCount> numbered_{};
};

// Rows [begin, end) of a group; `baris_before` is added to their record numbers.
engine::FamilyBatch family_batch(const RowTables& tables, const FamilyGroup& group, std::size_t begin, std::size_t end,
                                 std::uint64_t baris_before);

}  // namespace io::source_snapshot
