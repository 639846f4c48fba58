#include "io/ingest/record_walk.h"

#include <algorithm>

#include "kernels/scan_text.h"

namespace io {

RecordWalk::RecordWalk(std::string_view text, char delimiter, const std::vector<BadRecord>& bad, std::size_t cells)
    : text_(text), bad_(bad), usual_cells_(cells) {
  const kernels::TextCounts counts = kernels::count_text(text, delimiter);
  has_nul_ = counts.has_nul;
  has_high_ = counts.has_high;
  has_quotes_ = counts.quotes > 0;
  marks_.resize(counts.lines + counts.delimiters + counts.quotes + kernels::kMarkPadding);
  marks_.resize(kernels::mark_text(text, delimiter, marks_.data()));
  if (has_quotes_) return;
  lines_.resize(counts.lines + kernels::kMarkPadding);
  lines_.resize(kernels::mark_text(text, '\n', lines_.data()));
}

bool RecordWalk::next_bad(Record& record) {
  record.bad = &bad_[next_bad_++];
  record.begin = at_;
  at_ += record.bad->length;
  record.end = at_ > record.begin && text_[at_ - 1] == '\n' ? at_ - 1 : at_;
  mark_ = static_cast<std::size_t>(
      std::lower_bound(marks_.begin() + static_cast<std::ptrdiff_t>(mark_), marks_.end(), at_) - marks_.begin());
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

// Without quotes every mark ends a cell and every line feed a record.
bool RecordWalk::next_plain(Record& record) {
  while (line_ < lines_.size() && lines_[line_] < at_) ++line_;  // behind a bad record
  const bool has_feed = line_ < lines_.size();
  record.end = has_feed ? lines_[line_] : text_.size();
  std::size_t last = mark_ + usual_cells_ - 1;  // the mark that ends the record, or would at its end
  const bool usual = has_feed ? last < marks_.size() && marks_[last] == record.end : last == marks_.size();
  if (!usual) {
    const auto begin = marks_.begin();
    last = static_cast<std::size_t>(
        std::lower_bound(begin + static_cast<std::ptrdiff_t>(mark_), marks_.end(), record.end) - begin);
  }
  if (!has_feed) marks_.push_back(static_cast<std::uint32_t>(text_.size()));
  record.ends = marks_.data() + mark_;
  record.cell_count = last - mark_ + 1;
  mark_ = last + 1;
  at_ = has_feed ? record.end + 1 : text_.size();
  return true;
}

bool RecordWalk::next(Record& record) {
  record = Record{};
  if (at_ == text_.size()) return false;
  if (next_bad_ < bad_.size() && bad_[next_bad_].offset == at_) return next_bad(record);
  record.begin = at_;
  if (!has_quotes_) return next_plain(record);
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
    cells_.back().end = static_cast<std::uint32_t>(closed == std::string_view::npos ? end : closed);
    if (end == text_.size() || text_[end] == '\n') {
      record.end = end;
      record.cells = cells_.data();
      record.cell_count = cells_.size();
      at_ = std::min(end + 1, text_.size());
      return true;
    }
    cell = end + 1;
  }
}

}  // namespace io
