// Reads the columns that every source snapshot has, and hands out ranges of rows that are checked to be there.
//
// Nothing of the file is believed beyond what SnapshotReader has proved (its bytes are those that were written):
// counts are held against each other here, tables against their limits, and single values where they are used
// (checked_values.h). threads: one at a time; the tables are read by any thread.
// errors: engine::Error (kDamaged) naming section and row.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/store/region_tree.h"
#include "engine/store/source_rows.h"
#include "io/snapshot/snapshot_reader.h"
#include "io/source_snapshot/description.h"

namespace io::source_snapshot {

// What the indexes of a snapshot mean in this run: the village codes are resolved anew.
struct RowTables {
  struct Village {
    std::uint64_t code = 0;  // as written; 0 = none
    engine::VillageIndex index = engine::kUnknownVillage;
    bool odd = false;  // the code does not stand for the index
  };
  std::string path;  // as messages show it
  Description description;
  std::vector<Village> villages;
  std::vector<engine::Findings> findings;
};

// Opens description and tables.
RowTables read_tables(const SnapshotReader& file, const std::string& path, const engine::RegionTree& regions);

// Refuses where a column has not as many entries as the snapshot has rows.
void check_rows(const SnapshotReader& file, const RowTables& tables, const std::string& section);

[[noreturn]] void refuse_value(const RowTables& tables, const std::string& section, std::uint64_t row,
                               const std::string& wanted);

// The shared columns of rows [first, first + baris.size()).
struct RowPart {
  std::uint64_t first = 0;         // row in the snapshot, from 0
  std::uint64_t baris_before = 0;  // of the row before `first`
  std::vector<std::uint32_t> baris, village, findings;
};
void read_part(const SnapshotReader& file, std::uint64_t first, std::size_t rows, RowPart& part);

// Checks rows [begin, end) of the part: baris ascends and ends with the records, indexes are in their tables.
void check_part(const RowTables& tables, const RowPart& part, std::size_t begin, std::size_t end);

// How many rows to read next from `first`: to the next border that suits whole pages of every column.
std::size_t rows_to_read(const SnapshotReader& file, std::uint64_t first, std::uint64_t rows);

}  // namespace io::source_snapshot
