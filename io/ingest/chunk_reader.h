// Reads the files of a source in order as chunks of whole records: the serial stage of ingest.
//
// Every chunk knows its file's columns, the `baris` of its first record and the place of its first byte,
// so that it can be parsed anywhere. Records are the same for any chunk size (record_cutter.h).
//
// errors: those of InputFile and TableColumns. threads: one at a time.
// memory: a chunk holds about chunk_bytes, at most one record more.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/ingest/column_plan.h"
#include "io/ingest/ingest.h"
#include "io/ingest/input_file.h"
#include "io/ingest/record_cutter.h"

namespace io::detail {

struct TextChunk : SourceChunk {
  std::string_view text;  // whole records; owned by `buffer`, with kernels::kTextPadding bytes behind
  std::shared_ptr<const ColumnPlan> plan;
  std::size_t file = 0;                    // in the order of the source
  std::uint64_t first_row = 1;             // `baris` of the first record
  std::uint64_t records = 0;               // bad ones included
  std::uint64_t byte = 0;                  // of `text` in the decompressed file
  std::optional<std::uint64_t> text_left;  // bytes of the file behind `text`; unknown where it is compressed
  std::vector<BadRecord> bad;              // ascending offset in `text`
  std::unique_ptr<char[]> buffer;
};

class ChunkReader {
 public:
  ChunkReader(std::vector<SourceFile> files, const TableColumns& columns, const IngestOptions& options);

  std::optional<std::shared_ptr<TextChunk>> next();

  // Totals of the files read to their end: path, sha256 and byte counts; the rest is for the caller.
  const std::vector<FileTotals>& totals() const { return totals_; }
  const std::vector<std::shared_ptr<const ColumnPlan>>& plans() const { return plans_; }
  std::uint64_t file_bytes() const { return earlier_bytes_ + (input_ ? input_->bytes() : 0); }

 private:
  void open_next();
  void close();
  void read_more();
  void begin_lines();
  void read_header_line();

  std::vector<SourceFile> files_;
  const TableColumns& columns_;
  IngestOptions options_;
  std::size_t file_ = 0;
  std::unique_ptr<InputFile> input_;
  std::optional<RecordCutter> cutter_;
  std::unique_ptr<char[]> buffer_;
  std::size_t room_ = 0, held_ = 0;
  bool at_end_ = false;
  std::uint64_t byte_ = 0, rows_ = 0, earlier_bytes_ = 0;
  std::vector<FileTotals> totals_;
  std::vector<std::shared_ptr<const ColumnPlan>> plans_;
};

}  // namespace io::detail
