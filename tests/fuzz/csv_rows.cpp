// The text of a CSV file, cut anywhere, has the records that the slow reader finds; and a persons file is read to
// the same rows in any chunks, plain rows apart or not, with every row accepted or rejected.
//
// The first byte picks the delimiter and the row limit, the second the sizes of the pieces; the rest is the text.
#include "tests/fuzz/fuzz_target.h"

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <sys/mman.h>
#include <unistd.h>

#include "engine/error.h"
#include "io/ingest/record_cutter.h"
#include "io/ingest/record_walk.h"
#include "io/ingest/row_loop.h"
#include "tests/io/ingest/source_folder.h"
#include "tests/reference/delimited_text.h"

namespace {

constexpr std::size_t kColumns = 6;

// Of a record with too many cells nobody looks at those that are too many.
std::string described(std::size_t begin, const std::string& kind, const std::vector<std::string>& cells) {
  std::string line = std::to_string(begin) + " " + kind + (cells.size() > kColumns ? ", too many" : "");
  for (std::size_t i = 0; i < std::min(cells.size(), kColumns); ++i) {
    line += " [" + reference::without_blanks(cells[i]) + "]";
  }
  return line;
}

// The records of the text as the cutter and the walk find them in pieces of random size.
std::vector<std::string> records_in_pieces(const std::string& text, char delimiter, std::size_t limit,
                                           std::uint64_t seed) {
  std::minstd_rand random(static_cast<std::uint32_t>(seed));
  io::RecordCutter cutter(delimiter, limit, kColumns);
  std::vector<std::string> found;
  std::string pending, scratch;
  for (std::size_t fed = 0, base = 0; base < text.size();) {
    const std::string piece = text.substr(fed, 1 + random() % (1 + seed));
    pending += piece;
    fed += piece.size();
    cutter.scan(pending, fed == text.size());
    const std::size_t whole = cutter.complete_bytes();
    const std::string padded = pending.substr(0, whole) + std::string(kernels::kTextPadding, '"');
    const std::string_view chunk = std::string_view(padded).substr(0, whole);
    io::RecordWalk walk(chunk, delimiter, cutter.bad_records(), kColumns);
    for (io::Record record; walk.next(record);) {
      if (record.bad != nullptr) {
        if (record.bad->kind == io::BadRecordKind::kContinuation) continue;
        const bool is_long = record.bad->kind == io::BadRecordKind::kTooLong;
        found.push_back(described(base + record.begin, is_long ? "too long" : "bad quotes", {}));
        continue;
      }
      const io::detail::RowCells cells(chunk, record, scratch);
      std::vector<std::string> texts;
      for (std::size_t i = 0; i < record.cell_count; ++i) texts.emplace_back(cells[i]);
      found.push_back(described(base + record.begin, "cells", texts));
    }
    cutter.release();
    pending.erase(0, whole);
    base += whole;
  }
  return found;
}

// A file in memory under a path of its own.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes) : descriptor_(::memfd_create("csv_rows", MFD_CLOEXEC)) {
    fuzz::require(
        descriptor_ >= 0 && ::write(descriptor_, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()),
        "no file in memory");
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() { ::close(descriptor_); }
  io::SourceFile source() const { return {"/proc/self/fd/" + std::to_string(descriptor_), "p.csv"}; }

 private:
  int descriptor_;
};

std::vector<std::string> rows_of(const io::SourceSpec& spec, const io::IngestOptions& options) {
  try {
    const tests::PersonTable table = tests::read_persons(spec, options);
    const io::FileTotals& totals = table.totals.files.at(0);
    fuzz::require(totals.rows_read == table.rows.size() + table.rejects.size(), "rows were lost");
    fuzz::require(totals.accepted == table.rows.size() && totals.rejected == table.rejects.size(), "counts differ");
    return tests::lines_of(table);
  } catch (const engine::Error& error) {
    return {error.what()};
  }
}

}  // namespace

DESIL_FUZZ_TARGET(csv_rows, data, size) {
  if (size < 2) return;
  const std::uint8_t how = data[0], pieces = data[1];
  const char delimiter = "|,;\t"[how % 4];
  const std::string text(reinterpret_cast<const char*>(data) + 2, size - 2);

  const std::size_t limit = (how & 0x10) != 0 ? 40 : 2000;
  std::vector<std::string> wanted;
  for (const auto& record : reference::read_delimited(text, delimiter, limit, kColumns)) {
    wanted.push_back(described(record.begin, record.kind, record.cells));
  }
  fuzz::require(records_in_pieces(text, delimiter, limit, pieces) == wanted, "records differ from the slow reader");

  std::string file = "nik|nomor_kartu_keluarga|nama|jenis_kelamin|tanggal_lahir|kode_desa\n";
  for (char& c : file) c = c == '|' ? delimiter : c;
  file += text;
  const MemoryFile memory(file);
  io::SourceSpec spec;
  spec.name = "uji";
  spec.registry = (how & 0x20) != 0;
  spec.encoding = (how & 0x40) != 0 ? io::Encoding::kLatin1 : io::Encoding::kUtf8;
  spec.persons = {memory.source()};
  const auto general = rows_of(spec, {.row_limit = limit + 100, .plain_rows_apart = false, .progress = {}});
  const std::size_t chunk = std::size_t{1} + pieces;
  const auto apart = rows_of(spec, {.chunk_bytes = chunk, .row_limit = limit + 100, .progress = {}});
  fuzz::require(general == apart, "rows differ by the way of reading");
}
