// Walks the records of a chunk: each one as its cells, in the rules of record_cutter.h.
//
// cost: one pass for the marks, then a step per cell; a record's cells stay in the first-level cache.
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

struct Record {
  std::size_t begin = 0, end = 0;       // without line feed
  const std::vector<Cell>* cells = nullptr;
  bool bad_quotes = false;              // text between a closing quote and the delimiter
  const BadRecord* bad = nullptr;       // then there are no cells
};

class RecordWalk {
 public:
  RecordWalk(std::string_view text, char delimiter, const std::vector<BadRecord>& bad);

  // Gives the next record; false at the end of the chunk.
  bool next(Record& record);

  // Facts about the whole text that spare a look at every record.
  bool has_nul() const { return has_nul_; }
  bool has_high() const { return has_high_; }

 private:
  bool next_bad(Record& record);
  std::size_t close_quotes();

  std::string_view text_;
  char delimiter_;
  const std::vector<BadRecord>& bad_;
  std::size_t next_bad_ = 0, at_ = 0, mark_ = 0;
  std::vector<std::uint32_t> marks_;
  std::vector<Cell> cells_;
  bool has_nul_ = false, has_high_ = false;
};

}  // namespace io
