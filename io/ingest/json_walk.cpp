#include "io/ingest/json_walk.h"

#include <simdjson.h>

#include <algorithm>

namespace io {
namespace {

// Room of each list of marks, with one entry before the first and one behind the last.
constexpr std::size_t kRoom = JsonWalk::kWindow + kernels::kMarkPadding + 2;

constexpr std::uint32_t kNone = 0xFFFFFFFFu;

}  // namespace

void JsonWalk::mark(std::size_t begin, std::size_t end, bool high_is_odd) {
  kernels::mark_rows(text_.data(), begin, end, '"', '\\', high_is_odd, marks_);
  marks_.ends[-1] = marks_.lines[-1] = static_cast<std::uint32_t>(begin) - 1;
  marks_.odd[marks_.odd_count] = kNone;
}

// Marks the lines from here on, up to the limit.
void JsonWalk::open_window(std::size_t begin, std::size_t limit) {
  if (!lists_) {
    lists_ = std::make_unique_for_overwrite<std::uint32_t[]>(3 * kRoom);
    marks_.ends = lists_.get() + 1;
    marks_.lines = lists_.get() + kRoom + 1;
    marks_.odd = lists_.get() + 2 * kRoom;
  }
  const std::size_t end = std::min(limit, begin + kWindow);
  mark(begin, end, false);
  window_end_ = marks_.line_count == 0 ? begin : marks_.lines[marks_.line_count - 1] + std::size_t{1};
  if (marks_.has_high && !simdjson::validate_utf8(text_.data() + begin, window_end_ - begin)) mark(begin, end, true);
  mark_ = line_ = odd_ = 0;
}

void JsonWalk::pass_marks(std::size_t at) {
  while (line_ < marks_.line_count && marks_.lines[line_] < at) ++line_;
  while (mark_ < marks_.end_count && marks_.ends[mark_] < at) ++mark_;
  while (marks_.odd[odd_] < at) ++odd_;
}

// Lines from the current one on whose `marks`-th mark is their end, without an odd byte, all with CR or all without.
std::size_t JsonWalk::count_rows(std::size_t marks, std::uint32_t& cut) const {
  const std::uint32_t* const lines = marks_.lines + line_;
  const std::uint32_t* const ends = marks_.ends + mark_ + marks - 1;
  const std::size_t most =
      std::min({marks_.line_count - line_, (marks_.end_count - mark_) / marks, RecordWalk::kMostRows});
  const std::uint32_t odd = marks_.odd[odd_];
  const auto has_cr = [&](std::size_t row) { return lines[row] > 0 && text_[lines[row] - 1] == '\r'; };
  cut = most > 0 && marks_.has_cr && has_cr(0) ? 1 : 0;
  std::size_t rows = 0;
  while (rows < most && ends[rows * marks] == lines[rows] && lines[rows] < odd &&
         (!marks_.has_cr || has_cr(rows) == (cut == 1))) {
    ++rows;
  }
  return rows;
}

bool JsonWalk::next(std::size_t at, std::size_t limit, std::size_t marks, PlainRows& rows) {
  if (at >= window_end_) {
    open_window(at, limit);
  } else {
    pass_marks(at);
  }
  rows.rows = count_rows(marks, rows.cut);
  if (rows.rows == 0) return false;
  rows.ends = marks_.ends + mark_;
  rows.lines = marks_.lines + line_;
  rows.cells = marks;
  mark_ += rows.rows * marks;
  line_ += rows.rows;
  return true;
}

}  // namespace io
