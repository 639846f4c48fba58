// Runs over the rows of a chunk: checks each line, hands its cells on, keeps the books.
//
// Row conservation lives here: every record of the chunk is counted as read and then either accepted or
// given exactly one Reject, with its source, file, `baris`, byte, column, reason and value (shown_value).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/store/ids.h"
#include "engine/store/reject.h"
#include "engine/store/source_rows.h"
#include "io/ingest/chunk_reader.h"
#include "io/ingest/header.h"
#include "io/ingest/record_walk.h"
#include "io/ingest/region_findings.h"
#include "io/ingest/row_findings.h"

namespace io::detail {

struct BatchTotals {
  std::size_t file = 0;
  std::uint64_t rows_read = 0, accepted = 0, rejected = 0, text_bytes = 0;
  std::optional<std::uint64_t> text_left;  // bytes of the file behind this chunk, where they are known
  std::size_t smallest_row = 1;            // bytes of a row that could be accepted
  std::array<std::uint64_t, kRejectReasonCount> rejects{};
  RegionFindings regions;           // soft findings of the accepted rows
  std::vector<std::string> unused;  // NDJSON: catalogue columns of its rows that are not read
};

// Whether a value may tell who somebody is: such a value is masked wherever it is shown.
enum class Privacy : bool { kPersonal, kPlain };

// What is wrong with a row; the views live until the next row.
struct Fault {
  RejectReason reason;
  std::string_view column;
  std::string_view value;
  Privacy privacy = Privacy::kPersonal;
};

// Writes the value of a fault for rejects.csv. Personal ones are masked; the others stand as they are, up
// to 24 printable characters, so that a user can map a code: any other character becomes a star, and an
// apostrophe stands before what a spreadsheet would take for a formula. A value of 16 digits or more is
// masked in any column, for it may be a NIK of a row whose cells have shifted.
engine::ShownValue shown_value(const Fault& fault);

// True where the text holds a control character, a line break among them.
inline bool holds_control(std::string_view text) {
  bool found = false;
  for (const char c : text) found |= static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
  return found;
}

// The soft findings of one row.
class RowQuality {
 public:
  void note(Quality quality) { note_if(true, quality); }
  void note_if(bool holds, Quality quality) {
    bits_ |= static_cast<engine::Findings>(holds) << static_cast<unsigned>(quality);
  }
  void note_all(engine::Findings findings) { bits_ |= findings; }
  engine::Findings bits() const { return bits_; }

 private:
  engine::Findings bits_ = 0;
};

// Writes the rejects of one chunk.
class RejectBooks {
 public:
  RejectBooks(const std::string& source, const std::string& file, std::vector<engine::Reject>& rejects)
      : source_(source), file_(file), rejects_(rejects) {}

  // `rows`: so many rows of one byte each, `baris` the first. Neighbours of that kind share a Reject.
  void add(const Fault& fault, std::uint64_t baris, std::uint64_t byte, std::uint32_t rows = 1);

 private:
  engine::SharedText source_, file_, column_;  // of the last fault, which is often the same
  std::vector<engine::Reject>& rejects_;
};

// The cells of one row as text.
class RowCells {
 public:
  RowCells(std::string_view chunk, const Record& record, std::string& scratch)
      : chunk_(chunk), record_(record), scratch_(scratch) {}

  // Trimmed; the view of a cell with doubled quotes lives until the next such cell.
  std::string_view operator[](std::size_t index) const {
    const Cell cell = record_.cell(index);
    return cell.doubled ? without_doubled(text_of(cell)) : trimmed(text_of(cell));
  }

  // Offset of the record in the chunk.
  std::size_t begin() const { return record_.begin; }

  // As it stands in the text, without its quotes.
  std::string_view raw(std::size_t index) const { return text_of(record_.cell(index)); }

 private:
  std::string_view text_of(const Cell& cell) const { return {chunk_.data() + cell.begin, cell.end - cell.begin}; }
  std::string_view without_doubled(std::string_view doubled) const;

  std::string_view chunk_;
  const Record& record_;
  std::string& scratch_;
};

// The fault of the line as a whole, or nothing.
class LineChecks {
 public:
  LineChecks(std::string_view text, const ColumnPlan& plan, Encoding encoding)
      : text_(text), plan_(plan), wants_utf8_(encoding == Encoding::kUtf8) {}
  std::optional<Fault> operator()(const Record& record) const;

 private:
  std::optional<Fault> find_long_cell(const Record& record) const;

  std::string_view text_;
  const ColumnPlan& plan_;
  bool wants_utf8_;
};

// Calls row(cells, baris, quality) → optional<Fault> for every readable line of the chunk, and settles
// what it says into `rejects` and the totals it returns, all but their `regions`: the findings of a row that is
// accepted are the caller's to keep and to count. A cell that is at fault and holds a control
// character is rejected for that character.
//
// Plain rows go to plain_rows(rows, baris of the first, one_row) → how many of them it has accepted by itself; the
// others it hands to one_row(i), in order.
template <class Row, class Plain>
BatchTotals for_each_row(const TextChunk& chunk, const std::string& source, const std::string& file, Encoding encoding,
                         std::vector<engine::Reject>& rejects, Row&& row, Plain&& plain_rows) {
  BatchTotals totals;
  totals.file = chunk.file;
  totals.text_bytes = chunk.text.size();
  totals.text_left = chunk.text_left;
  totals.smallest_row = chunk.plan->cells;  // delimiters and a line feed
  RecordWalk walk(chunk.text, chunk.plan->delimiter, chunk.bad, chunk.plan->cells, encoding);
  const LineChecks line_fault(chunk.text, *chunk.plan, encoding);
  std::string scratch;
  std::uint64_t baris = chunk.first_row;
  RejectBooks books(source, file, rejects);
  rejects.reserve(rejects.size() + chunk.bad.size());
  const auto settle = [&](const Record& record, std::uint64_t at) {
    RowQuality quality;
    std::optional<Fault> fault = line_fault(record);
    if (!fault) {
      fault = row(RowCells(chunk.text, record, scratch), at, quality);
      if (fault && holds_control(fault->value)) fault->reason = RejectReason::kControl;
    }
    if (fault) {
      ++totals.rejected;
      ++totals.rejects[static_cast<std::size_t>(fault->reason)];
      books.add(*fault, at, chunk.byte + record.begin);
    } else {
      ++totals.accepted;
    }
  };
  PlainRows rows;
  Record record;
  for (;;) {
    switch (walk.next(rows, record)) {
      case RecordWalk::Next::kEnd: totals.rows_read = totals.accepted + totals.rejected; return totals;
      case RecordWalk::Next::kRecord:
        if (record.bad != nullptr && record.bad->kind == BadRecordKind::kContinuation) break;
        settle(record, baris++);
        break;
      case RecordWalk::Next::kEmptyLines: {
        const std::uint64_t lines = record.end - record.begin;
        totals.rejected += lines;
        totals.rejects[static_cast<std::size_t>(RejectReason::kBlankLine)] += lines;
        books.add({RejectReason::kBlankLine, {}, {}}, baris, chunk.byte + record.begin,
                  static_cast<std::uint32_t>(lines));
        baris += lines;
        break;
      }
      case RecordWalk::Next::kPlainRows: {
        const std::uint64_t first = baris;
        totals.accepted += plain_rows(rows, first, [&](std::size_t i) { settle(rows.record(i), first + i); });
        baris += rows.rows;
        break;
      }
    }
  }
}

template <class Row>
BatchTotals for_each_row(const TextChunk& chunk, const std::string& source, const std::string& file, Encoding encoding,
                         std::vector<engine::Reject>& rejects, Row&& row) {
  return for_each_row(chunk, source, file, encoding, rejects, std::forward<Row>(row),
                      [](const PlainRows& rows, std::uint64_t, auto&& one_row) {
                        for (std::size_t i = 0; i < rows.rows; ++i) one_row(i);
                        return std::uint64_t{0};
                      });
}

}  // namespace io::detail
