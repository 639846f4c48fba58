// Maps the columns of one file to what the engine reads: the header held against the catalogue.
//
// errors: engine::Error kInput, row 1, naming the column, the nearest name and the cure, for a column
// that is missing, unknown, given twice, or for a line without any known name (no header, or another
// delimiter); kUsage for renames and code maps that name no column of the catalogue.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "io/ingest/header.h"
#include "io/ingest/source_spec.h"

namespace io {

class JsonKeys;

enum class Table { kPersons, kFamilies, kFlags };

enum class ColumnKind : std::uint8_t {
  kNik,
  kKk,
  kName,
  kSex,
  kBirth,
  kVillage,
  kPersonCode,
  kFamilyCode,
  kFamilyNumber
};

// Text → code + 1 of a configured code map; 0 = the text means missing.
using CodeTexts = std::unordered_map<std::string, std::uint8_t>;

struct UsedColumn {
  std::uint32_t cell = 0;  // position in the file, from 0
  ColumnKind kind = ColumnKind::kNik;
  std::uint8_t slot = 0;                  // which code or number
  std::string name;                       // ours
  std::uint16_t lowest = 0, highest = 0;  // of a code or number
  const CodeTexts* texts = nullptr;       // owned by the TableColumns
};

struct ColumnPlan {
  char delimiter = ',';
  std::size_t cells = 0;            // cells in every row
  std::vector<std::string> names;   // by cell, as in the file
  std::vector<UsedColumn> used;     // ascending cell
  std::vector<std::string> unused;  // names of the catalogue, in file order
  // NDJSON has no header: what each key of a row stands for; then all of the above is empty.
  std::shared_ptr<const JsonKeys> keys;
};

// The columns a table may have under one specification; made once for all its files.
class TableColumns {
 public:
  TableColumns(Table table, const SourceSpec& spec);
  TableColumns(const FlagSpec& spec);
  TableColumns(const TableColumns&) = delete;
  TableColumns& operator=(const TableColumns&) = delete;

  ColumnPlan plan(const std::string& file, std::string_view header_line) const;
  // Of an NDJSON file. errors: kInput where a column that must be there is ignored.
  ColumnPlan json_plan(const std::string& file) const;
  Encoding encoding() const { return encoding_; }

 private:
  void add_catalogue();
  void use(ColumnKind kind, std::string_view name, bool required);
  void rename(const std::map<std::string, std::string>& columns, const std::string& source);
  void read_codes(const SourceSpec& spec);
  std::string meant(const std::string& cell) const;
  std::string near_first(const std::string& cell) const;
  void check_missing(const std::string& file, const Header& header, const ColumnPlan& plan) const;

  struct Column {
    UsedColumn use;  // only where used
    bool is_used = false, required = false;
  };
  Table table_;
  Encoding encoding_ = Encoding::kUtf8;
  std::map<std::string, Column> columns_;      // ours → what it is
  std::map<std::string, std::string> ours_;    // theirs → ours
  std::map<std::string, std::string> theirs_;  // ours → theirs, renamed ones only
  std::vector<std::string> ignored_;
  std::map<std::string, CodeTexts> texts_;
};

}  // namespace io
