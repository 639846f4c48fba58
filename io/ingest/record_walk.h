// Walks the records of a chunk: each one as its cells, in the rules of record_cutter.h.
//
// Most rows of most files are plain: as many cells as the header, no quote, no control character, no byte of 128 or
// more where those need a second look (Latin-1, or near text that is not UTF-8), not long. Neighbours of that kind
// come together, as marks; so do neighbours that are plain but for one quote before and one behind each cell of the
// same columns, as some exporters write all text. Empty lines come together too; any other record comes alone, as
// cells.
//
// shape: kernels::kTextPadding bytes behind the text are readable.
// cost: a pass for the marks, then a step per plain row, or per byte of a record that is not; a word at a time over
// empty lines.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "io/ingest/record_cutter.h"
#include "io/ingest/row_window.h"
#include "io/ingest/source_spec.h"

namespace io {

struct Cell {
  std::uint32_t begin = 0, end = 0;  // in the chunk, without quotes
  bool doubled = false;              // quotes inside are doubled
};

// The columns whose cells are in quotes, of the first 64.
class QuotedColumns {
 public:
  static constexpr std::size_t kMost = 64;

  void add(std::size_t column) { bits_ |= std::uint64_t{1} << column; }
  bool has(std::size_t column) const { return column < kMost && (bits_ >> column & 1) != 0; }

 private:
  std::uint64_t bits_ = 0;
};

// The cells of a record are in `cells`, at least to the first that is not wanted; those of a plain row are told by
// their ends alone: cell i runs from behind the end of cell i − 1 to ends[i].
struct Record {
  // Without quotes; the last cell of a plain row with its CR where it has one and no quotes.
  Cell cell(std::size_t index) const;

  std::size_t begin = 0, end = 0;       // without line feed
  std::size_t cell_count = 0;           // where there are more than wanted, not always how many
  const std::uint32_t* ends = nullptr;  // of a plain row
  const Cell* cells = nullptr;          // else
  const BadRecord* bad = nullptr;       // then there are no cells
  bool is_utf8 = false;                 // known already
  QuotedColumns quoted;                 // of a plain row
  std::uint32_t cut = 0;                // 1 where it ends with CR LF
};

// Plain rows that follow each other, all of them with CR or all without.
struct PlainRows {
  const std::uint32_t* ends = nullptr;   // cell c of row r ends at ends[r · cells + c]
  const std::uint32_t* lines = nullptr;  // row r ends at lines[r]; its first byte is lines[r − 1] + 1
  std::size_t rows = 0, cells = 0;
  std::uint32_t cut = 0;  // 1 where the rows end with CR LF: their last cells end before the CR
  QuotedColumns quoted;   // these cells have a quote at both ends, and none inside

  std::size_t begin(std::size_t row) const { return begins()[row] + std::uint32_t{1}; }
  // The byte before each row (2^32 − 1 before the chunk).
  const std::uint32_t* begins() const { return lines - 1; }
  Record record(std::size_t row) const {
    const std::uint32_t* const own = ends + row * cells;
    return {begin(row), own[cells - 1], cells, own, nullptr, nullptr, true, quoted, cut};
  }
};

inline Cell Record::cell(std::size_t index) const {
  if (ends == nullptr) return cells[index];
  const auto from = static_cast<std::uint32_t>(index == 0 ? begin : ends[index - 1] + std::size_t{1});
  if (!quoted.has(index)) return {from, ends[index], false};
  return {from + 1, ends[index] - 1 - (index + 1 == cell_count ? cut : 0), false};
}

class RecordWalk {
 public:
  // kEmptyLines: each byte from record.begin to record.end is a line of its own.
  enum class Next { kEnd, kRecord, kPlainRows, kEmptyLines };

  // Most plain rows that come together.
  static constexpr std::size_t kMostRows = 256;
  // Most bytes that they have together.
  static constexpr std::size_t kWindow = std::size_t{1} << 14;

  // `cells`: what a record should have; records of another number are not plain.
  RecordWalk(std::string_view text, char delimiter, const std::vector<BadRecord>& bad, std::size_t cells,
             Encoding encoding = Encoding::kUtf8);

  // Gives the next record, the next plain rows, whose marks live until the next call, or the next empty lines.
  Next next(PlainRows& rows, Record& record);

  // Gives the next record, plain or not; false at the end of the chunk.
  bool next(Record& record);

 private:
  void next_bad(Record& record);
  void next_empty_lines(Record& record);
  std::size_t limit() const;
  bool find_quoted_rows(PlainRows& rows);
  void take(PlainRows& rows);
  bool next_marked_cells(Record& record);
  void next_cells(Record& record);
  std::size_t end_of_record(std::size_t cell);
  std::size_t close_quotes(std::size_t quote);

  std::string_view text_;
  char delimiter_;
  const std::vector<BadRecord>& bad_;
  std::size_t cells_wanted_;
  std::size_t next_bad_ = 0, at_ = 0;

  RowWindow window_;
  std::vector<Cell> cells_;
  PlainRows single_;  // rows that next(Record&) has still to give
  std::size_t given_ = 0;
  std::size_t empty_begin_ = 0, empty_end_ = 0;  // empty lines that it has still to give
};

}  // namespace io
