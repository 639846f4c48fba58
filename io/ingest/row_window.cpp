#include "io/ingest/row_window.h"

#include <simdjson.h>

#include <algorithm>

namespace io {

void RowWindow::mark(std::size_t begin, std::size_t end, bool high_is_odd) {
  constexpr std::uint32_t kNone = 0xFFFFFFFFu;
  kernels::mark_rows(text_.data(), begin, end, bytes_.delimiter, bytes_.odd, high_is_odd, marks_);
  marks_.ends[-1] = marks_.lines[-1] = static_cast<std::uint32_t>(begin) - 1;
  marks_.odd[marks_.odd_count] = kNone;
}

void RowWindow::open(std::size_t begin, std::size_t limit) {
  if (!lists_) {
    // Each list with one entry before the first and one behind the last.
    const std::size_t list = room_ + kernels::kMarkPadding + 2;
    lists_ = std::make_unique_for_overwrite<std::uint32_t[]>(3 * list);
    marks_.ends = lists_.get() + 1;
    marks_.lines = lists_.get() + list + 1;
    marks_.odd = lists_.get() + 2 * list;
  }
  const std::size_t end = std::min(limit, begin + room_);
  mark(begin, end, !bytes_.wants_utf8);
  end_ = marks_.line_count == 0 ? begin : marks_.lines[marks_.line_count - 1] + std::size_t{1};
  utf8_ = !bytes_.wants_utf8 || !marks_.has_high || simdjson::validate_utf8(text_.data() + begin, end_ - begin);
  if (!utf8_) mark(begin, end, true);
  mark_ = line_ = odd_ = 0;
}

void RowWindow::pass(std::size_t at) {
  while (line_ < marks_.line_count && marks_.lines[line_] < at) ++line_;
  while (mark_ < marks_.end_count && marks_.ends[mark_] < at) ++mark_;
  while (odd_ < marks_.odd_count && marks_.odd[odd_] < at) ++odd_;
}

std::size_t RowWindow::count_rows(std::size_t marks, std::size_t most, std::uint32_t& cut) const {
  const std::uint32_t *const feeds = lines(), *const last = ends() + marks - 1;
  most = std::min({most, lines_left(), ends_left() / marks});
  const std::uint32_t spoilt = *odd();
  std::size_t rows = 0;
  cut = most > 0 && marks_.has_cr && has_cr(feeds[0]) ? 1 : 0;
  if (!marks_.has_cr) {
    while (rows < most && last[rows * marks] == feeds[rows] && feeds[rows] < spoilt) ++rows;
    return rows;
  }
  while (rows < most && last[rows * marks] == feeds[rows] && feeds[rows] < spoilt &&
         has_cr(feeds[rows]) == (cut == 1)) {
    ++rows;
  }
  return rows;
}

}  // namespace io
