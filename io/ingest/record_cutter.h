// Cuts a stream of delimited text at record ends, while the text arrives piece by piece.
//
// A record ends at a line feed outside quotes. A quote opens a quoted cell where it is the first byte of
// the cell, and nowhere else; inside, two quotes stand for one, and a single one closes the cell. A
// record longer than the row limit, or still inside quotes at the end of the text, is no record: then
// its first line alone is a bad record, and the next one starts at the next line. So an open quote costs
// one line and never swallows the file. These rules look at nothing but the bytes from the start of a
// record on, so the records are the same however the text is cut into pieces.
//
// A scan stops once it has found kManyRecords, so that a chunk of empty lines, each of which becomes a
// reject, does not fill the memory.
//
// memory: the caller keeps the bytes of an unfinished record, at most row_limit + 1 and a piece.
// cost: linear in the text, also for hostile text: after a bad record the new scan meets the old one at
// its first line feed inside quotes (inside or not is all the state there is), and jumps to where that
// one had come.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace io {

enum class BadRecordKind : std::uint8_t {
  kOpenQuote,     // no closing quote within the row limit
  kTooLong,       // no line feed within the row limit
  kContinuation,  // more bytes of a record that was too long: not a record of its own
};

// A stretch of text that holds no readable record; `length` includes its line feed.
struct BadRecord {
  std::size_t offset = 0;
  std::size_t length = 0;
  BadRecordKind kind = BadRecordKind::kOpenQuote;
};

inline constexpr std::uint64_t kManyRecords = std::uint64_t{1} << 15;

class RecordCutter {
 public:
  RecordCutter(char delimiter, std::size_t row_limit);

  // Scans what is new in `pending`: the bytes after those that were released, with the bytes of the last
  // call in front. `at_end` tells that no byte will follow.
  void scan(std::string_view pending, bool at_end);

  // Whole records at the front of `pending`: bytes, number (bad ones included), and the bad ones.
  std::size_t complete_bytes() const { return record_; }
  std::uint64_t records() const { return records_; }
  std::vector<BadRecord>& bad_records() { return bad_; }

  // True where the scan stopped early because a chunk has records enough: what is pending comes first.
  bool paused() const { return paused_; }

  // Forgets the whole records: the next `pending` starts behind them.
  void release();

 private:
  bool scan_block(std::string_view pending, std::size_t end, bool at_end);
  void count_plain_lines(std::string_view block);
  bool failed(std::size_t end) const { return end > record_ + row_limit_; }
  void reject_first_line(std::string_view pending, bool at_end);
  void skip_line(std::string_view pending, bool at_end);
  void end_record(std::size_t after_line_feed);

  char delimiter_;
  std::size_t row_limit_;
  std::size_t record_ = 0;   // start of the record that is being scanned
  std::size_t scanned_ = 0;  // bytes whose meaning is known
  bool inside_ = false;      // inside quotes at `scanned_`
  bool paused_ = false;
  bool skipping_ = false;    // in the rest of a record that was too long
  // How far an abandoned scan had come; valid while beyond `scanned_`.
  std::size_t known_ = 0;
  bool known_inside_ = false;
  std::size_t block_ = 64;   // bytes of the next scan step
  std::uint64_t records_ = 0;
  std::vector<BadRecord> bad_;
  std::vector<std::uint32_t> marks_;
};

}  // namespace io
