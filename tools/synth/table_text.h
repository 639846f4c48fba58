// Writes rows of one table as delimited text, as NDJSON, or both, into growing buffers.
//
// Cells are written in column order; every row has all of them. Text is quoted after RFC 4180 where it
// needs it. In NDJSON identifiers, names, dates and region codes are text, codes and counts are numbers,
// an empty cell is "". threads: one thread at a time. cost: appends, no formatting library.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/store/date.h"
#include "engine/store/ids.h"

namespace tools::synth {

void append_number(std::string& out, std::uint64_t value);
void append_padded(std::string& out, std::uint64_t value, int digits);

struct TableFormat {
  char delimiter = ',';
  bool csv = true;
  bool ndjson = false;
};

class TableText {
 public:
  TableText(std::vector<std::string_view> columns, TableFormat format);

  std::string header() const;  // of the delimited text, with its line end

  void text(std::string_view value);
  void digits16(std::uint64_t value);  // 0 = empty
  void padded(std::uint64_t value, int digits);
  void number(std::uint64_t value);
  void date(engine::Day day);  // ISO; kNoDate = empty
  void empty();
  void end_row();
  // Writes a record that no reader can use instead of a row. `kind` picks a cut line, a line with a cell
  // too many, or stray text.
  void broken_row(std::uint32_t kind, std::uint64_t nik, std::string_view name);

  std::string csv, ndjson;
  std::uint64_t rows = 0;

 private:
  void begin_cell();
  void json_text(std::string_view value);

  std::vector<std::string_view> columns_;
  TableFormat format_;
  std::size_t column_ = 0;
};

}  // namespace tools::synth
