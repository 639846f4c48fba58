#include "io/ingest/record_walk.h"

#include <algorithm>

#include "kernels/scan_text.h"

namespace io {

RecordWalk::RecordWalk(std::string_view text, char delimiter, const std::vector<BadRecord>& bad)
    : text_(text), delimiter_(delimiter), bad_(bad) {
  const kernels::TextCounts counts = kernels::count_text(text, delimiter);
  has_nul_ = counts.has_nul;
  has_high_ = counts.has_high;
  marks_.resize(counts.lines + counts.delimiters + counts.quotes + kernels::kMarkPadding);
  marks_.resize(kernels::mark_text(text, delimiter, marks_.data()));
}

bool RecordWalk::next_bad(Record& record) {
  record.bad = &bad_[next_bad_++];
  record.begin = at_;
  at_ += record.bad->length;
  record.end = at_ > record.begin && text_[at_ - 1] == '\n' ? at_ - 1 : at_;
  mark_ = static_cast<std::size_t>(std::lower_bound(marks_.begin() + static_cast<std::ptrdiff_t>(mark_), marks_.end(), at_) -
                                   marks_.begin());
  return true;
}

// Finds the closing quote of the cell that opened at mark `mark_`: its place, or the end of the text.
// Leaves `mark_` behind it and notes doubled quotes in the last cell.
std::size_t RecordWalk::close_quotes() {
  ++mark_;
  for (; mark_ < marks_.size(); ++mark_) {
    const std::size_t at = marks_[mark_];
    if (text_[at] != '"') continue;
    if (at + 1 < text_.size() && text_[at + 1] == '"') {
      cells_.back().doubled = true;
      ++mark_;
      continue;
    }
    ++mark_;
    return at;
  }
  return text_.size();
}

bool RecordWalk::next(Record& record) {
  record = Record{};
  if (at_ == text_.size()) return false;
  if (next_bad_ < bad_.size() && bad_[next_bad_].offset == at_) return next_bad(record);
  record.begin = at_;
  record.cells = &cells_;
  cells_.clear();
  std::size_t cell = at_;
  for (;;) {
    // `closed`: place of the closing quote of this cell, or none.
    std::size_t closed = std::string_view::npos;
    cells_.push_back({static_cast<std::uint32_t>(cell), 0, false});
    if (mark_ < marks_.size() && marks_[mark_] == cell && text_[cell] == '"') {
      ++cells_.back().begin;
      closed = close_quotes();
    }
    while (mark_ < marks_.size() && text_[marks_[mark_]] == '"') ++mark_;  // quotes amid a cell are text
    const std::size_t end = mark_ < marks_.size() ? marks_[mark_] : text_.size();
    ++mark_;
    if (closed == std::string_view::npos) {
      cells_.back().end = static_cast<std::uint32_t>(end);
    } else {
      cells_.back().end = static_cast<std::uint32_t>(closed);
      for (std::size_t i = closed + 1; i < end; ++i) {
        const char c = text_[i];
        record.bad_quotes |= c != ' ' && c != '\t' && c != '\r';
      }
    }
    if (end == text_.size() || text_[end] == '\n') {
      record.end = end;
      at_ = std::min(end + 1, text_.size());
      return true;
    }
    cell = end + 1;
  }
}

}  // namespace io
