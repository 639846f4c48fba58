// Runs over the lines of a chunk of NDJSON as row_loop.h does over delimited text: conservation lives here too.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "io/ingest/json_cells.h"
#include "io/ingest/json_stretches.h"
#include "io/ingest/json_walk.h"
#include "io/ingest/row_loop.h"

namespace io::detail {

inline constexpr std::size_t kSmallestJsonRow = 3;  // {} and a line feed

// Calls row(cells, byte, baris, quality) → optional<Fault> for every line that is a good object, and settles what it
// says into `rejects` and the totals it returns, all but their `quality`, as row_loop.h does. `byte`: of the row in its
// file. A row may be called a second time after a fault, with the cells as a second look has found them.
//
// Stretches of rows of one shape go to `stretches` (json_stretches.h), which hands back what it does not read itself.
template <class Row, class Stretches>
BatchTotals for_each_json_row(const TextChunk& chunk, const std::string& source, const std::string& file,
                              std::vector<engine::Reject>& rejects, Row&& row, Stretches&& stretches) {
  BatchTotals totals;
  totals.file = chunk.file;
  totals.text_bytes = chunk.text.size();
  totals.text_left = chunk.text_left;
  totals.smallest_row = kSmallestJsonRow;
  RejectBooks books(source, file, rejects);
  JsonCells reader(chunk.text, *chunk.plan->keys);
  const auto settle = [&](const std::optional<Fault>& fault, std::size_t begin, std::uint64_t baris) {
    ++totals.rows_read;
    if (fault) {
      ++totals.rejected;
      ++totals.rejects[static_cast<std::size_t>(fault->reason)];
      books.add(*fault, baris, chunk.byte + begin);
    } else {
      ++totals.accepted;
    }
  };
  // Gives the end of the line where it is a plain row and accepted, else 0.
  const auto read_plain = [&](std::size_t begin, std::uint64_t baris) -> std::size_t {
    RowQuality quality;
    const std::size_t end = reader.read_plain(begin);
    if (end == 0 || row(reader.cells(), chunk.byte + begin, baris, quality)) return 0;
    settle(std::nullopt, begin, baris);
    return end;
  };
  const auto read_strict = [&](std::size_t begin, std::uint64_t baris) -> std::size_t {
    RowQuality quality;
    const std::size_t feed = chunk.text.find('\n', begin);
    const std::size_t end = std::min(feed, chunk.text.size());
    std::optional<Fault> fault = reader.read_strict(chunk.text.substr(begin, end - begin));
    const bool cut = fault && fault->reason == RejectReason::kBadJson && feed == std::string_view::npos;
    if (cut) fault->reason = RejectReason::kCutLine;
    if (!fault) {
      fault = row(reader.cells(), chunk.byte + begin, baris, quality);
      if (fault && holds_control(fault->value)) fault->reason = RejectReason::kControl;
    }
    settle(fault, begin, baris);
    return std::min(end + 1, chunk.text.size());
  };
  JsonWalk walk(chunk.text);
  PlainRows rows;
  auto bad = chunk.bad.begin();
  std::uint64_t baris = chunk.first_row;
  for (std::size_t at = 0; at < chunk.text.size();) {
    const std::size_t begin = at;
    const std::size_t limit = bad != chunk.bad.end() ? bad->offset : chunk.text.size();
    if (at == limit) {
      at += bad->length;
      const bool is_row = bad++->kind != BadRecordKind::kContinuation;
      if (!is_row) continue;
      settle(Fault{RejectReason::kLineTooLong, {}, chunk.text.substr(begin, at - begin)}, begin, baris++);
      continue;
    }
    if (stretches.marks() != 0 && walk.next(at, limit, stretches.marks(), rows)) {
      const std::uint64_t read = stretches.read(rows, baris, [&](std::size_t i) {
        const std::size_t row_begin = rows.begin(i);
        if (read_plain(row_begin, baris + i) == 0) read_strict(row_begin, baris + i);
      });
      totals.rows_read += read;
      totals.accepted += read;
      baris += rows.rows;
      at = rows.lines[rows.rows - 1] + std::size_t{1};
      continue;
    }
    at = read_plain(begin, baris);
    if (at != 0) {
      const bool has_cr = chunk.text[at - 2] == '\r';
      stretches.read_alone(chunk.text.substr(begin, at - begin - (has_cr ? 2 : 1)));
    } else {
      at = read_strict(begin, baris);
    }
    ++baris;
  }
  totals.unused = reader.unused();
  return totals;
}

template <class Row>
BatchTotals for_each_json_row(const TextChunk& chunk, const std::string& source, const std::string& file,
                              std::vector<engine::Reject>& rejects, Row&& row) {
  return for_each_json_row(chunk, source, file, rejects, std::forward<Row>(row), NoStretches());
}

}  // namespace io::detail
