// Reads the files of a source in order as chunks of whole records.
//
// Two steps: `next` hands out the next block of a file, one thread at a time; `cut`, on the thread that took the
// block, reads it and cuts it at record ends. Only the cut itself goes in the order of the blocks: it waits until the
// blocks before are cut, and takes over the unfinished record at their end. In a block without quotes, or
// with quotes that close on their lines, that is a look at its first and last lines, so reading and scanning run on all
// threads. A block of a compressed file is read by `next`.
//
// Every chunk knows its file's columns, the `baris` of its first record and the place of its first byte, so that it
// can be parsed anywhere. Records are the same for any size of block (record_cutter.h).
//
// errors: those of InputFile and TableColumns; where several blocks fail, of the first of them. Behind a block that
// failed all others fail too.
// threads: `next` one at a time; `cut` any, each block once, by a thread that waits for nothing between its `next` and
// its `cut`. memory: a block holds chunk_bytes and an unfinished record.
#pragma once

#include <array>
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/ingest/column_plan.h"
#include "io/ingest/ingest.h"
#include "io/ingest/input_file.h"
#include "io/ingest/record_cutter.h"
#include "io/ingest/text_buffers.h"

namespace io::detail {

struct TextChunk {
  std::string_view text;  // whole records; in `buffer`, with kernels::kTextPadding readable bytes behind
  std::shared_ptr<const ColumnPlan> plan;
  std::size_t file = 0;                    // in the order of the source
  std::uint64_t first_row = 1;             // `baris` of the first record
  std::uint64_t records = 0;               // bad ones included
  std::uint64_t byte = 0;                  // of `text` in the decompressed file
  std::optional<std::uint64_t> text_left;  // bytes of the file behind `text`; unknown where it is compressed
  std::vector<BadRecord> bad;              // ascending offset in `text`
  std::shared_ptr<char[]> buffer;
};

// A file that is being read: from its opening to the cut of its last block.
struct TextFile {
  TextFile(const SourceFile& source, bool hash) : input(source, hash) {}

  InputFile input;
  std::shared_ptr<const ColumnPlan> plan;
  std::size_t number = 0;        // in the order of the source
  std::uint64_t text_begin = 0;  // behind the header line
  std::string head;              // read with the header line, not yet in a block
  std::uint64_t at = 0;          // where the next block begins
  bool input_ended = false;      // with the head
};

struct TextBlock : SourceChunk {
  std::size_t number = 0;  // in the order of all blocks
  std::shared_ptr<TextFile> file;
  std::shared_ptr<char[]> buffer;  // none: to be read from `offset`
  std::uint64_t offset = 0;
  std::size_t size = 0;
  bool is_first = false, is_last = false;  // of its file
};

class ChunkReader {
 public:
  ChunkReader(std::vector<SourceFile> files, const TableColumns& columns, const IngestOptions& options);

  std::optional<std::shared_ptr<TextBlock>> next();
  std::vector<TextChunk> cut(const TextBlock& block);

  // Totals of the files cut to their end: path, sha256 and byte counts; the rest is for the caller. When no `cut` runs.
  const std::vector<FileTotals>& totals() const { return totals_; }
  const std::vector<std::shared_ptr<const ColumnPlan>>& plans() const { return plans_; }

 private:
  struct Text;  // of a block, with what a first look at it has found
  class Turn;

  void open_next();
  void begin_lines();
  void read_header_line();
  void read_head();
  Text look(const TextBlock& block);
  std::vector<TextChunk> cut_in_order(const TextBlock& block, Text& text);
  void join(Text& text);
  bool has_lines_alone(const TextBlock& block, const Text& text) const;
  bool cut_first_line(const TextBlock& block, const Text& text, std::vector<TextChunk>& chunks);
  RecordCutter cutter_of(const TextBlock& block) const;
  void cut_records(const TextBlock& block, const Text& text, std::vector<TextChunk>& chunks);
  TextChunk chunk_of(const TextBlock& block, const Text& text, std::size_t begin, std::size_t size,
                     std::uint64_t records);
  void close(TextFile& file);

  std::vector<SourceFile> files_;
  const TableColumns& columns_;
  IngestOptions options_;
  TextBuffers buffers_;

  // Of `next`.
  std::size_t file_ = 0, blocks_ = 0;
  std::shared_ptr<TextFile> current_;
  std::vector<std::shared_ptr<const ColumnPlan>> plans_;

  // Whose turn it is to cut, and what that one goes on from.
  static constexpr std::size_t kGates = 16;
  std::mutex mutex_;
  std::array<std::condition_variable, kGates> gates_;  // block i waits at gate i mod kGates, so that few wake in vain
  std::atomic<std::size_t> turn_ = 0;
  std::exception_ptr failure_;
  std::string carried_;    // the unfinished record
  bool skipping_ = false;  // it was too long, and its rest is still to come
  bool ends_open_ = false;  // the text so far has no line feed at its end
  std::uint64_t byte_ = 0, rows_ = 0;
  std::vector<FileTotals> totals_;
};

}  // namespace io::detail
