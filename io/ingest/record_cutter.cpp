#include "io/ingest/record_cutter.h"

#include <algorithm>
#include <cstring>

#include "io/ingest/empty_lines.h"
#include "kernels/scan_text.h"

namespace io {
namespace {

// Scanned at a time: the marks of a block stay in the first-level cache.
constexpr std::size_t kBlock = std::size_t{1} << 14;
// After a bad record a scan begins small, for the next line may be bad too.
constexpr std::size_t kFirstBlock = 64;
// Among lines below that on average it is looked for empty ones.
constexpr std::size_t kShortLine = 16;

}  // namespace

RecordCutter::RecordCutter(char delimiter, std::size_t row_limit, std::size_t columns)
    : delimiter_(delimiter), row_limit_(row_limit), columns_(columns) {}

RecordCutter RecordCutter::of_lines(std::size_t row_limit) {
  RecordCutter cutter('\n', row_limit);
  cutter.quotes_ = false;
  return cutter;
}

void RecordCutter::release() {
  scanned_ -= record_;
  record_ = 0;
  records_ = costly_ = 0;
  bad_.clear();
}

void RecordCutter::scan(std::string_view pending, bool at_end) {
  paused_ = false;
  if (skipping_) skip_line(pending, at_end);
  for (;;) {
    while (!skipping_ && scanned_ < pending.size()) {
      paused_ = costly_ >= kManyRecords;
      if (paused_) return;
      const std::size_t end = std::min(pending.size(), scanned_ + std::min(block_, row_limit_));
      block_ = std::min(kBlock, 2 * block_);
      const Step step = scan_block(pending, end, at_end);
      if (step == Step::kWait) return;
      if (step == Step::kBroken || failed(scanned_)) reject_first_line(pending, at_end);
      if (skipping_) skip_line(pending, at_end);
    }
    if (!at_end || record_ == pending.size()) return;
    const bool whole = state_ == State::kOutside && !(feeds_ > 0 && caught_rows(pending.substr(record_)));
    if (whole) return end_record(pending.size());  // the last line has no line feed
    reject_first_line(pending, at_end);
  }
}

void RecordCutter::end_record(std::size_t after_line_feed) {
  record_ = after_line_feed;
  feeds_ = 0;
  ++records_;
  ++costly_;
}

// Scans up to `end` or to where the record is known to be broken; waits where what follows the last byte
// decides about it.
RecordCutter::Step RecordCutter::scan_block(std::string_view pending, std::size_t end, bool at_end) {
  while (scanned_ < end) {
    const Step step = state_ == State::kOutside  ? scan_outside(pending, end)
                      : state_ == State::kInside ? scan_inside(pending, end, at_end)
                                                 : scan_lost_line(pending, end);
    if (step != Step::kGoOn) return step;
  }
  return Step::kGoOn;
}

// Scans to the next quote that opens a cell.
RecordCutter::Step RecordCutter::scan_outside(std::string_view pending, std::size_t end) {
  while (scanned_ < end) {
    const std::size_t quote = quotes_ ? std::min(end, pending.substr(0, end).find('"', scanned_)) : end;
    const std::string_view stretch = pending.substr(scanned_, quote - scanned_);
    const Step step = count_plain_lines(pending, quote, kernels::count_text(stretch, delimiter_).lines);
    if (step != Step::kGoOn || quote == end) return step;
    if (failed(quote)) return Step::kBroken;
    scanned_ = quote + 1;
    if (quote != record_ && pending[quote - 1] != delimiter_) continue;  // a quote amid a cell is text
    state_ = State::kInside;
    return Step::kGoOn;
  }
  return Step::kGoOn;
}

// Scans to the quote that closes the cell.
RecordCutter::Step RecordCutter::scan_inside(std::string_view pending, std::size_t end, bool at_end) {
  while (scanned_ < end) {
    const std::size_t quote = std::min(end, pending.substr(0, end).find('"', scanned_));
    const std::string_view inside = pending.substr(0, quote);
    for (std::size_t feed = inside.find('\n', scanned_); feed < quote; feed = inside.find('\n', feed + 1)) {
      if (failed(feed) || ++feeds_ == kMostLines) return Step::kBroken;
    }
    scanned_ = quote;
    if (quote == end) return Step::kGoOn;
    if (failed(quote)) return Step::kBroken;
    if (quote + 1 < pending.size() && pending[quote + 1] == '"') {
      scanned_ = quote + 2;
      continue;
    }
    if (const Step step = close_cell(pending, quote, at_end); step != Step::kGoOn) return step;
    scanned_ = quote + 1;
    return Step::kGoOn;
  }
  return Step::kGoOn;
}

// Scans to the end of a line that is lost.
RecordCutter::Step RecordCutter::scan_lost_line(std::string_view pending, std::size_t end) {
  const std::size_t feed = pending.substr(0, end).find('\n', scanned_);
  scanned_ = std::min(end, feed);
  return feed == std::string_view::npos ? Step::kGoOn : Step::kBroken;
}

// True where a line of the record behind the first has as many delimiters as a whole row.
bool RecordCutter::caught_rows(std::string_view record) const {
  if (columns_ < 3) return false;
  std::size_t line = record.find('\n');
  while (line != std::string_view::npos) {
    const std::size_t next = record.find('\n', line + 1);
    const std::string_view text = record.substr(line + 1, next == std::string_view::npos ? next : next - line - 1);
    if (static_cast<std::size_t>(std::count(text.begin(), text.end(), delimiter_)) + 1 >= columns_) return true;
    line = next;
  }
  return false;
}

// Judges a closing quote by what follows. A cell that closes badly loses its line; where that line is not
// the first of the record, the record is broken at once.
RecordCutter::Step RecordCutter::close_cell(std::string_view pending, std::size_t quote, bool at_end) {
  const auto blank = [&](char c) { return c != delimiter_ && (c == ' ' || c == '\t' || c == '\r'); };
  std::size_t next = quote + 1;
  while (next < pending.size() && !failed(next) && blank(pending[next])) ++next;
  if (failed(next)) return Step::kBroken;
  if (next == pending.size() && !at_end) return Step::kWait;
  if (next == pending.size() || pending[next] == delimiter_ || pending[next] == '\n') {
    state_ = State::kOutside;
  } else if (feeds_ > 0) {
    return Step::kBroken;
  } else {
    state_ = State::kLostLine;
  }
  return Step::kGoOn;
}

// Passes over text without quotes, which starts outside quotes at `scanned_` and has so many lines.
RecordCutter::Step RecordCutter::count_plain_lines(std::string_view pending, std::size_t end, std::size_t lines) {
  if (lines == 0) {
    scanned_ = end;
    return Step::kGoOn;
  }
  const std::string_view block = pending.substr(0, end);
  const std::size_t first = block.find('\n', scanned_);
  if (failed(first)) return Step::kBroken;
  if (feeds_ > 0 && caught_rows(pending.substr(record_, first - record_))) return Step::kBroken;
  const bool are_short = kShortLine * lines > end - scanned_;
  records_ += lines;
  costly_ += lines - (are_short ? count_empty_lines(block.substr(scanned_)) : 0);
  record_ = block.rfind('\n') + 1;
  feeds_ = 0;
  scanned_ = end;
  return Step::kGoOn;
}

// Gives up the record at `record_`: its first line is bad, and the scan starts again behind it.
void RecordCutter::reject_first_line(std::string_view pending, bool at_end) {
  const std::size_t window = std::min(pending.size() - record_, row_limit_ + 1);
  const void* const line_feed = std::memchr(pending.data() + record_, '\n', window);
  const bool is_long = line_feed == nullptr && window > row_limit_;
  BadRecord bad{record_, 0, is_long ? BadRecordKind::kTooLong : BadRecordKind::kBadQuotes};
  state_ = State::kOutside;
  if (line_feed != nullptr) {
    end_record(static_cast<std::size_t>(static_cast<const char*>(line_feed) - pending.data()) + 1);
  } else {
    const std::size_t next = pending.find('\n', record_ + window);
    skipping_ = next == std::string_view::npos && !at_end;
    end_record(next == std::string_view::npos ? pending.size() : next + 1);
  }
  bad.length = record_ - bad.offset;
  bad_.push_back(bad);
  scanned_ = record_;
  block_ = kFirstBlock;
}

// Passes over the rest of a record that was too long.
void RecordCutter::skip_line(std::string_view pending, bool at_end) {
  if (record_ == pending.size()) return;
  const std::size_t next = pending.find('\n', record_);
  const std::size_t end = next == std::string_view::npos ? pending.size() : next + 1;
  skipping_ = next == std::string_view::npos && !at_end;
  bad_.push_back({record_, end - record_, BadRecordKind::kContinuation});
  record_ = scanned_ = end;
}

}  // namespace io
