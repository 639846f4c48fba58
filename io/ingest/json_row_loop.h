// Runs over the lines of a chunk of NDJSON as row_loop.h does over delimited text: conservation lives here too.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "io/ingest/json_cells.h"
#include "io/ingest/row_loop.h"

namespace io::detail {

// Calls row(cells, byte, baris, quality) → optional<Fault> for every line that is a good object, and settles what it
// says into `rejects` and the totals it returns, all but their `quality`, as row_loop.h does. `byte`: of the row in its
// file. A row may be called a second time after a fault, with the cells as a second look has found them.
inline constexpr std::size_t kSmallestJsonRow = 3;  // {} and a line feed

template <class Row>
BatchTotals for_each_json_row(const TextChunk& chunk, const std::string& source, const std::string& file,
                              std::vector<engine::Reject>& rejects, Row&& row) {
  BatchTotals totals;
  totals.file = chunk.file;
  totals.text_bytes = chunk.text.size();
  totals.text_left = chunk.text_left;
  totals.smallest_row = kSmallestJsonRow;
  RejectBooks books(source, file, rejects);
  JsonCells reader(chunk.text, *chunk.plan->keys);
  auto bad = chunk.bad.begin();
  std::uint64_t baris = chunk.first_row;
  for (std::size_t at = 0; at < chunk.text.size();) {
    const std::size_t begin = at;
    RowQuality quality;
    std::optional<Fault> fault;
    if (bad != chunk.bad.end() && bad->offset == at) {
      at += bad->length;
      const bool is_row = bad++->kind != BadRecordKind::kContinuation;
      if (!is_row) continue;
      fault = Fault{RejectReason::kLineTooLong, {}, chunk.text.substr(begin, at - begin)};
    } else {
      at = reader.read_plain(begin);
      const bool plain = at != 0 && !row(reader.cells(), chunk.byte + begin, baris, quality);
      if (!plain) {
        quality = RowQuality();
        const std::size_t feed = chunk.text.find('\n', begin);
        const std::size_t end = std::min(feed, chunk.text.size());
        at = std::min(end + 1, chunk.text.size());
        fault = reader.read_strict(chunk.text.substr(begin, end - begin));
        const bool cut = fault && fault->reason == RejectReason::kBadJson && feed == std::string_view::npos;
        if (cut) fault->reason = RejectReason::kCutLine;
        if (!fault) {
          fault = row(reader.cells(), chunk.byte + begin, baris, quality);
          if (fault && holds_control(fault->value)) fault->reason = RejectReason::kControl;
        }
      }
    }
    ++totals.rows_read;
    if (fault) {
      ++totals.rejected;
      ++totals.rejects[static_cast<std::size_t>(fault->reason)];
      books.add(*fault, baris, chunk.byte + begin);
    } else {
      ++totals.accepted;
    }
    ++baris;
  }
  totals.unused = reader.unused();
  return totals;
}

}  // namespace io::detail
