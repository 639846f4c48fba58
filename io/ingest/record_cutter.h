// Cuts a stream of delimited text at record ends, while the text arrives piece by piece.
//
// A record ends at a line feed outside quotes. A quote opens a quoted cell where it is the first byte of
// the cell, and nowhere else; inside, two quotes stand for one, and a single one closes the cell. A cell
// closes properly where nothing but blanks (space, tab, CR) stands between the closing quote and the
// delimiter, line feed or end of the text behind it.
//
// A quoted cell may hold line feeds, but a stray quote must not swallow rows. So a record is taken only
// where every quoted cell in it closes properly, it spans at most kMostLines lines, none of its later
// lines has as many delimiters as a whole row (such a line is a row of its own that a quote has caught),
// and it is not longer than the row limit. Otherwise its first line alone is a bad record, and the next one starts at
// the next line: a stray quote costs its own line. These rules look at nothing but the bytes from the start of a record
// on, so the records are the same however the text is cut into pieces.
//
// A scan stops once it has found kManyRecords, so that a chunk of short lines, each of which becomes a
// reject, does not fill the memory. Empty lines do not count, for neighbours share a reject.
//
// memory: the caller keeps the bytes of an unfinished record, at most row_limit + 1 and a piece.
// cost: linear in the text, also for hostile text: a scan ends at the kMostLines-th line feed of its
// record, so every line is looked at by at most kMostLines of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace io {

enum class BadRecordKind : std::uint8_t {
  kBadQuotes,     // the first line of a record with a quoted cell that does not close as it should
  kTooLong,       // no line feed within the row limit
  kContinuation,  // more bytes of a record that was too long: not a record of its own
};

// A stretch of text that holds no readable record; `length` includes its line feed.
struct BadRecord {
  std::size_t offset = 0;
  std::size_t length = 0;
  BadRecordKind kind = BadRecordKind::kBadQuotes;
};

// Lines that a record may span: addresses and notes have a few line feeds.
inline constexpr std::size_t kMostLines = 8;

inline constexpr std::uint64_t kManyRecords = std::uint64_t{1} << 15;

class RecordCutter {
 public:
  // `columns`: cells of a whole row; below three, lines of a record are not judged by their delimiters.
  RecordCutter(char delimiter, std::size_t row_limit, std::size_t columns = 0);

  // Cuts at every line feed, as NDJSON wants it: quotes mean nothing.
  static RecordCutter of_lines(std::size_t row_limit);

  // For a stream that begins in the rest of a record that was too long; before the first scan.
  void begin_in_skipped_record() { skipping_ = true; }
  // Whether the stream stands in the rest of such a record.
  bool skipping() const { return skipping_; }

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
  // Where the scan stands at `scanned_`. Behind a cell of the first line that closed badly quotes mean
  // nothing: the line is lost anyway.
  enum class State : std::uint8_t { kOutside, kInside, kLostLine };
  enum class Step : std::uint8_t { kGoOn, kWait, kBroken };

  Step scan_block(std::string_view pending, std::size_t end, bool at_end);
  Step close_cell(std::string_view pending, std::size_t quote, bool at_end);
  Step scan_outside(std::string_view pending, std::size_t end);
  Step scan_inside(std::string_view pending, std::size_t end, bool at_end);
  Step scan_lost_line(std::string_view pending, std::size_t end);
  Step count_plain_lines(std::string_view pending, std::size_t end, std::size_t lines);
  bool caught_rows(std::string_view record) const;
  bool failed(std::size_t end) const { return end > record_ + row_limit_; }
  void reject_first_line(std::string_view pending, bool at_end);
  void skip_line(std::string_view pending, bool at_end);
  void end_record(std::size_t after_line_feed);

  char delimiter_;
  std::size_t row_limit_;
  std::size_t columns_;
  bool quotes_ = true;       // whether quotes mean anything
  std::size_t record_ = 0;   // start of the record that is being scanned
  std::size_t scanned_ = 0;  // bytes whose meaning is known
  State state_ = State::kOutside;
  std::size_t feeds_ = 0;     // line feeds inside the quotes of this record
  std::uint64_t costly_ = 0;  // whole records that are not empty lines, or not known to be
  bool paused_ = false;
  bool skipping_ = false;   // in the rest of a record that was too long
  std::size_t block_ = 64;  // bytes of the next scan step
  std::uint64_t records_ = 0;
  std::vector<BadRecord> bad_;
};

}  // namespace io
