#include "io/ingest/record_walk.h"

#include <algorithm>
#include <array>

#include "io/ingest/empty_lines.h"

namespace io {

RecordWalk::RecordWalk(std::string_view text, char delimiter, const std::vector<BadRecord>& bad, std::size_t cells,
                       Encoding encoding)
    : text_(text),
      delimiter_(delimiter),
      bad_(bad),
      cells_wanted_(cells),
      window_(text, {delimiter, '"', encoding == Encoding::kUtf8}, kWindow) {}

void RecordWalk::next_bad(Record& record) {
  record.bad = &bad_[next_bad_++];
  record.begin = at_;
  at_ += record.bad->length;
  record.end = at_ > record.begin && text_[at_ - 1] == '\n' ? at_ - 1 : at_;
}

// Gives the line feeds from here on.
void RecordWalk::next_empty_lines(Record& record) {
  record.begin = at_;
  at_ = record.end = skip_line_feeds(text_.substr(0, limit()), at_);
  if (at_ < window_.end()) window_.skip(record.end - record.begin, record.end - record.begin, 0);
}

// Where the next bad record begins, or the end of the text.
std::size_t RecordWalk::limit() const { return next_bad_ < bad_.size() ? bad_[next_bad_].offset : text_.size(); }

// Looks for rows from the current line on that have the same quotes as its own, and no other odd byte: one before and
// one behind each cell of the same columns. False where they are too few to be worth it.
bool RecordWalk::find_quoted_rows(PlainRows& rows) {
  constexpr std::size_t kFewRows = 4;
  const std::uint32_t *const lines = window_.lines(), *const odd = window_.odd();
  const std::size_t most = std::min({window_.lines_left(), window_.ends_left() / cells_wanted_, kMostRows});
  if (most < kFewRows || cells_wanted_ > QuotedColumns::kMost) return false;
  if (window_.ends()[cells_wanted_ - 1] != lines[0]) return false;
  std::array<std::size_t, QuotedColumns::kMost> columns;
  std::size_t quoted = 0;
  rows.quoted = {};
  for (std::size_t c = 0; c < cells_wanted_; ++c) {
    const std::uint32_t begin = window_.ends()[static_cast<std::ptrdiff_t>(c) - 1] + 1;
    if (text_[begin] != '"') continue;
    columns[quoted++] = c;
    rows.quoted.add(c);
  }
  if (quoted == 0) return false;
  rows.cut = window_.has_cr(lines[0]) ? 1 : 0;
  const auto is_alike = [&](std::size_t row) {
    const std::uint32_t* const ends = window_.ends() + row * cells_wanted_;
    const std::uint32_t* const quotes = odd + row * 2 * quoted;
    if (ends[cells_wanted_ - 1] != lines[row] || window_.has_cr(lines[row]) != (rows.cut == 1)) return false;
    if ((row + 1) * 2 * quoted > window_.odd_left() || quotes[2 * quoted] < lines[row]) return false;
    for (std::size_t k = 0; k < quoted; ++k) {
      const std::size_t c = columns[k];
      const std::uint32_t open = ends[static_cast<std::ptrdiff_t>(c) - 1] + 1;
      const std::uint32_t close = ends[c] - 1 - (c + 1 == cells_wanted_ ? rows.cut : 0);
      if (quotes[2 * k] != open || quotes[2 * k + 1] != close || text_[open] != '"' || text_[close] != '"')
        return false;
    }
    return true;
  };
  rows.rows = 0;
  while (rows.rows < most && is_alike(rows.rows)) ++rows.rows;
  if (rows.rows < kFewRows) return false;
  window_.skip(0, 0, rows.rows * 2 * quoted);
  return true;
}

// Gives `rows.rows` rows from the current line on.
void RecordWalk::take(PlainRows& rows) {
  rows.ends = window_.ends();
  rows.lines = window_.lines();
  rows.cells = cells_wanted_;
  at_ = rows.lines[rows.rows - 1] + std::size_t{1};
  window_.skip(rows.rows * cells_wanted_, rows.rows, 0);
}

// The place of the closing quote of the cell that `quote` opens, or the end of the text.
std::size_t RecordWalk::close_quotes(std::size_t quote) {
  for (std::size_t at = quote + 1;; at += 2) {
    at = text_.find('"', at);
    if (at == std::string_view::npos) return text_.size();
    if (at + 1 == text_.size() || text_[at + 1] != '"') return at;
    cells_.back().doubled = true;
  }
}

// Reads the record at `at_` by its marks; false where it has other quotes than one before and one behind a cell.
bool RecordWalk::next_marked_cells(Record& record) {
  cells_.resize(cells_wanted_ + 1);
  const char* const text = text_.data();
  const std::uint32_t line = *window_.lines();
  const std::uint32_t *end = window_.ends(), *odd = window_.odd();
  auto begin = static_cast<std::uint32_t>(at_);
  Cell* cell = cells_.data();
  for (Cell* const last = cell + cells_wanted_; cell != last; ++cell, ++end) {
    if (text[begin] == '"') {
      const std::uint32_t close = *end - (*end == line && text[*end - 1] == '\r' ? 2 : 1);
      if (odd[0] != begin || odd[1] != close || text[close] != '"') return false;
      *cell = {begin + 1, close, false};
      odd += 2;
    } else {
      *cell = {begin, *end, false};
      while (*odd < *end) ++odd;
    }
    if (*end == line) break;
    begin = *end + 1;
  }
  if (cell == cells_.data() + cells_wanted_) {  // too many: the rest is one
    for (; *odd < line; ++odd) {
      if (text[*odd] == '"') return false;
    }
    *cell = {begin, line, false};
    while (*end != line) ++end;
  }
  record.end = line;
  record.cells = cells_.data();
  record.cell_count = static_cast<std::size_t>(cell - cells_.data()) + 1;
  record.is_utf8 = window_.is_utf8();
  at_ = line + std::size_t{1};
  window_.skip(static_cast<std::size_t>(end - window_.ends()) + 1, 1, static_cast<std::size_t>(odd - window_.odd()));
  return true;
}

// The end of the record whose cell begins here, without a look at its cells.
std::size_t RecordWalk::end_of_record(std::size_t cell) {
  std::size_t feed = std::min(text_.find('\n', cell), text_.size());
  for (std::size_t at = cell;;) {
    const std::size_t quote = text_.substr(0, feed).find('"', at);
    if (quote == std::string_view::npos) return feed;
    at = quote + 1;
    if (quote != cell && text_[quote - 1] != delimiter_) continue;  // amid a cell it is text
    at = std::min(close_quotes(quote) + 1, text_.size());
    if (at > feed) feed = std::min(text_.find('\n', at), text_.size());
  }
}

// Reads the record at `at_` byte by byte.
void RecordWalk::next_cells(Record& record) {
  cells_.clear();
  for (std::size_t cell = at_;;) {
    cells_.push_back({static_cast<std::uint32_t>(cell), 0, false});
    if (cells_.size() > cells_wanted_ && cells_.size() > 1) {
      record.end = end_of_record(cell);
      cells_.back().end = static_cast<std::uint32_t>(record.end);
      break;
    }
    std::size_t end = cell;
    const bool quoted = cell < text_.size() && text_[cell] == '"';
    if (quoted) {
      ++cells_.back().begin;
      end = close_quotes(cell);
      cells_.back().end = static_cast<std::uint32_t>(end);
    }
    while (end < text_.size() && text_[end] != delimiter_ && text_[end] != '\n') ++end;
    if (!quoted) cells_.back().end = static_cast<std::uint32_t>(end);
    if (end == text_.size() || text_[end] == '\n') {
      record.end = end;
      break;
    }
    cell = end + 1;
  }
  record.cells = cells_.data();
  record.cell_count = cells_.size();
  record.is_utf8 = window_.is_utf8() && record.end < window_.end();
  at_ = std::min(record.end + 1, text_.size());
}

RecordWalk::Next RecordWalk::next(PlainRows& rows, Record& record) {
  if (at_ == text_.size()) return Next::kEnd;
  record = Record{};
  if (next_bad_ < bad_.size() && bad_[next_bad_].offset == at_) {
    next_bad(record);
    return Next::kRecord;
  }
  if (text_[at_] == '\n') {
    next_empty_lines(record);
    return Next::kEmptyLines;
  }
  if (at_ >= window_.end()) window_.open(at_, limit());
  if (window_.lines_left() > 0) {
    rows.rows = window_.count_rows(cells_wanted_, kMostRows, rows.cut);
    rows.quoted = {};
    if (rows.rows > 0 || find_quoted_rows(rows)) {
      take(rows);
      return Next::kPlainRows;
    }
  }
  record.begin = at_;
  if (window_.lines_left() > 0 && next_marked_cells(record)) return Next::kRecord;
  next_cells(record);
  window_.pass(at_);
  return Next::kRecord;
}

bool RecordWalk::next(Record& record) {
  if (empty_begin_ == empty_end_ && given_ == single_.rows) {
    given_ = single_.rows = 0;
    const Next found = next(single_, record);
    if (found != Next::kPlainRows) {
      single_.rows = 0;
      if (found != Next::kEmptyLines) return found == Next::kRecord;
      empty_begin_ = record.begin;
      empty_end_ = record.end;
    }
  }
  if (empty_begin_ < empty_end_) {
    const auto line = static_cast<std::uint32_t>(empty_begin_++);
    cells_.assign(1, {line, line, false});
    record = Record{};
    record.begin = record.end = line;
    record.cell_count = 1;
    record.cells = cells_.data();
    record.is_utf8 = true;
    return true;
  }
  record = single_.record(given_++);
  return true;
}

}  // namespace io
