// Walks the records of a chunk: each one as its cells, in the rules of record_cutter.h.
//
// cost: a pass for the marks, then a step per record, or per cell where the text has quotes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "io/ingest/record_cutter.h"

namespace io {

struct Cell {
  std::uint32_t begin = 0, end = 0;  // in the chunk, without quotes
  bool doubled = false;              // quotes inside are doubled
};

// The cells of a record are in `cells`; in a text without quotes they are told by their ends alone: cell i
// runs from behind the end of cell i − 1 to ends[i].
struct Record {
  std::size_t begin = 0, end = 0;  // without line feed
  std::size_t cell_count = 0;
  const std::uint32_t* ends = nullptr;  // where there are no quotes
  const Cell* cells = nullptr;          // else
  const BadRecord* bad = nullptr;       // then there are no cells
};

class RecordWalk {
 public:
  // `cells`: what a record should have; only a guess that makes such records quick.
  RecordWalk(std::string_view text, char delimiter, const std::vector<BadRecord>& bad, std::size_t cells);

  // Gives the next record; false at the end of the chunk.
  bool next(Record& record);

  // Facts about the whole text that spare a look at every record.
  bool has_nul() const { return has_nul_; }
  bool has_high() const { return has_high_; }

 private:
  bool next_bad(Record& record);
  bool next_plain(Record& record);
  std::size_t close_quotes();

  std::string_view text_;
  const std::vector<BadRecord>& bad_;
  std::size_t usual_cells_;
  std::size_t next_bad_ = 0, at_ = 0, mark_ = 0;
  std::vector<std::uint32_t> marks_;
  std::vector<std::uint32_t> lines_;  // places of the line feeds where there are no quotes
  std::size_t line_ = 0;
  std::vector<Cell> cells_;
  bool has_nul_ = false, has_high_ = false, has_quotes_ = false;
};

}  // namespace io
