#include "io/ingest/json_walk.h"

namespace io {

bool JsonWalk::next(std::size_t at, std::size_t limit, std::size_t marks, PlainRows& rows) {
  if (at >= window_.end()) {
    window_.open(at, limit);
  } else {
    window_.pass(at);
  }
  rows.rows = window_.count_rows(marks, RecordWalk::kMostRows, rows.cut);
  if (rows.rows == 0) return false;
  rows.ends = window_.ends();
  rows.lines = window_.lines();
  rows.cells = marks;
  window_.skip(rows.rows * marks, rows.rows, 0);
  return true;
}

}  // namespace io
