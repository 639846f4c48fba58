// The typed rows that ingest hands to the engine, batch by batch, in the order of the source.
//
// A batch holds the accepted rows of one chunk of a file and the rejects of the same chunk. Rows carry their record
// number (`baris`), so nothing depends on how a file was cut.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/store/catalogue.h"
#include "engine/store/date.h"
#include "engine/store/ids.h"
#include "engine/store/record_numbers.h"
#include "engine/store/record_offsets.h"
#include "engine/store/reject.h"
#include "engine/store/row_column.h"
#include "engine/store/sparse_findings.h"

namespace engine {

enum class Sex : std::uint8_t { kUnknown = 0, kMale = 1, kFemale = 2 };

// One person as ingest reads it; the form in which single rows are looked at.
struct PersonRecord {
  Nik nik;                                 // 0 = empty cell (never in the registry)
  NomorKk kk;                              // 0 = empty cell (never in the registry)
  std::uint64_t row = 0;                   // baris, from 1
  std::uint64_t byte = 0;                  // offset of the record in its (decompressed) file
  std::uint64_t village_code = 0;          // as written where odd (see OddVillage), else 0
  VillageIndex village = kUnknownVillage;  // resolved, withdrawn codes mapped to their successor
  Day birth = kNoDate;
  Sex sex = Sex::kUnknown;
  std::array<std::uint8_t, kPersonCodeCount> codes{};  // by PersonCode; 0 = empty (no person code is 0)
};

// Texts end to end: text i runs from the end of text i − 1 to ends[i].
struct TextColumn {
  RowColumn<char> bytes;
  RowColumn<std::uint32_t> ends;

  std::size_t size() const { return ends.size(); }
  std::string_view operator[](std::size_t i) const {
    const std::uint32_t begin = i == 0 ? 0 : ends[i - 1];
    return {bytes.data() + begin, ends[i] - begin};
  }
  void push_back(std::string_view text) {
    bytes.insert(bytes.end(), text.begin(), text.end());
    ends.push_back(static_cast<std::uint32_t>(bytes.size()));
  }
};

// The accepted persons of one chunk, a column each: entry i of every column belongs to row i.
//
// A code column is empty where the file has no such column. `normal` may be left to the reader of the
// batch (IngestOptions::normalise in io/ingest/ingest.h); then it has no texts.
struct PersonBatch {
  // A village code that does not stand for its index: unknown, of another code system, or withdrawn.
  struct OddVillage {
    std::uint32_t row = 0;
    std::uint64_t code = 0;
  };

  std::uint64_t first_row = 1;   // baris of the first record of the chunk
  std::uint64_t first_byte = 0;  // its offset in the (decompressed) file
  RowColumn<std::uint64_t> nik, kk;
  RecordNumbers row;   // baris − first_row
  RecordOffsets byte;  // offset of the record − first_byte
  RowColumn<VillageIndex> village;
  std::vector<OddVillage> odd_villages;  // ascending row
  RowColumn<Day> birth;
  RowColumn<Sex> sex;
  SparseFindings findings;
  std::array<RowColumn<std::uint8_t>, kPersonCodeCount> codes;  // by PersonCode
  TextColumn written;                                           // names as written, trimmed, in UTF-8
  TextColumn normal;                                            // the same names, normalised

  std::vector<Reject> rejects;
  std::uint64_t rows_read = 0;
  std::uint64_t bytes = 0;

  std::size_t size() const { return nik.size(); }
  std::uint64_t baris(std::size_t i) const { return first_row + row[i]; }
  std::string_view name(std::size_t i) const { return normal[i]; }
  std::uint8_t code(std::size_t i, PersonCode column) const {
    const RowColumn<std::uint8_t>& values = codes[static_cast<std::size_t>(column)];
    return values.empty() ? std::uint8_t{0} : values[i];
  }
  PersonRecord record(std::size_t i) const;

  // Appends a row without its names; record.row and record.byte are not before the chunk's first.
  // `coded`: which code columns the file has.
  using CodeSet = std::array<bool, kPersonCodeCount>;
  void append(const PersonRecord& record, const CodeSet& coded, bool odd_village, Findings found);
  // Makes room for so many rows in all columns but the names.
  void reserve(std::size_t rows, const CodeSet& coded);
};

struct FamilyRecord {
  NomorKk kk;
  std::uint64_t row = 0;
  std::uint64_t village_code = 0;
  VillageIndex village = kUnknownVillage;
  std::array<std::uint8_t, kFamilyCodeCount> codes{};       // kMissingCode = empty
  std::array<std::uint16_t, kFamilyNumberCount> numbers{};  // kMissingNumber = empty
};

struct FamilyBatch {
  std::vector<FamilyRecord> rows;
  std::vector<Findings> findings;  // entry i belongs to rows[i]
  std::vector<Reject> rejects;
  std::uint64_t rows_read = 0;
  std::uint64_t bytes = 0;
};

// One line of a flag list: the NIK or KK it names.
struct FlagBatch {
  std::vector<std::uint64_t> keys;
  std::vector<Reject> rejects;
  std::uint64_t rows_read = 0;
  std::uint64_t bytes = 0;
};

}  // namespace engine
