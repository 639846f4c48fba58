#include "io/ingest/chunk_reader.h"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <thread>

#include "engine/error.h"
#include "engine/parallel.h"
#include "io/ingest/empty_lines.h"
#include "io/ingest/quoted_lines.h"
#include "io/ingest/text_format.h"
#include "kernels/mark_rows.h"
#include "kernels/scan_text.h"

namespace io::detail {
namespace {

// Room before a block for the unfinished record of the block before.
constexpr std::size_t kHeadroom = std::size_t{1} << 14;
// How long a block waits for its turn awake. Turns come within microseconds; a core that sleeps loses what of the block
// is in its cache.
constexpr std::chrono::microseconds kAwake{200};
// After that a block that waits for its turn asleep looks whether it is still wanted.
constexpr std::chrono::milliseconds kPatience{50};
// Read at a time until the header line is whole.
constexpr std::size_t kHeadPiece = std::size_t{1} << 12;

}  // namespace

// `text` has kernels::kTextPadding readable bytes behind it, and kHeadroom before it until it is joined with what was
// carried over.
struct ChunkReader::Text {
  std::shared_ptr<char[]> buffer;
  std::string_view text;
  std::size_t lines = 0, after_last_line = 0;
  std::size_t empty_lines = 0;  // where there are too many lines for a chunk
  std::size_t first_line = 0;   // its bytes
  bool has_quotes = false;
  bool rest_closes = false;  // behind the first line every line closes its quotes
};

// The order of the cuts. Whoever fails in its turn, or before, fails for all behind it.
class ChunkReader::Turn {
 public:
  Turn(ChunkReader& reader, std::size_t number) : reader_(reader), lock_(reader.mutex_, std::defer_lock) {
    wait_awake(number);
    lock_.lock();
    const auto may_go_on = [&] { return reader.turn_ == number || reader.failure_; };
    while (!reader.gates_[number % kGates].wait_for(lock_, kPatience, may_go_on)) {
      if (engine::work_has_failed()) throw engine::Error(engine::ExitCode::kInvariant, "reading was given up");
    }
    if (reader.failure_) std::rethrow_exception(reader.failure_);
    lock_.unlock();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

  void end() {
    lock_.lock();
    reader_.gates_[++reader_.turn_ % kGates].notify_all();
  }
  [[noreturn]] void fail(std::exception_ptr failure) {
    lock_.lock();
    reader_.failure_ = failure;
    for (std::condition_variable& gate : reader_.gates_) gate.notify_all();
    std::rethrow_exception(failure);
  }

 private:
  // Not where threads outnumber cores: then it would be the one whose turn it is that is kept from its core.
  void wait_awake(std::size_t number) const {
    static const unsigned cores = std::thread::hardware_concurrency();
    if (static_cast<unsigned>(engine::threads()) > cores) return;
    constexpr int kPauses = 64;  // between looks at the clock
    const auto end = std::chrono::steady_clock::now() + kAwake;
    do {
      for (int i = 0; i < kPauses; ++i) {
        if (reader_.turn_.load(std::memory_order_acquire) == number) return;
        __builtin_ia32_pause();
      }
    } while (std::chrono::steady_clock::now() < end);
  }

  ChunkReader& reader_;
  std::unique_lock<std::mutex> lock_;
};

ChunkReader::ChunkReader(std::vector<SourceFile> files, const TableColumns& columns, const IngestOptions& options)
    : files_(std::move(files)),
      columns_(columns),
      options_(options),
      buffers_(kHeadroom + std::clamp<std::size_t>(options.chunk_bytes, 1, std::size_t{1} << 30) +
               kernels::kTextPadding) {
  options_.chunk_bytes = buffers_.bytes() - kHeadroom - kernels::kTextPadding;
  options_.row_limit = std::clamp<std::size_t>(options_.row_limit, 1, std::size_t{1} << 30);
}

// Adds the next piece of text to the head.
void ChunkReader::read_head() {
  TextFile& file = *current_;
  const std::size_t held = file.head.size();
  file.head.resize(held + kHeadPiece);
  const std::size_t got = file.input.read(file.head.data() + held, kHeadPiece);
  file.head.resize(held + got);
  file.at += got;
  file.input_ended = got < kHeadPiece;
}

void ChunkReader::open_next() {
  current_ = std::make_shared<TextFile>(files_[file_], options_.hash);
  TextFile& file = *current_;
  file.number = file_;
  while (!shows_format(file.head) && !file.input_ended && file.head.size() <= options_.row_limit) read_head();
  if (find_text_format(files_[file_].shown, file.head, columns_.encoding()) == TextFormat::kNdjson) {
    begin_lines();
  } else {
    read_header_line();
  }
  plans_.push_back(file.plan);
  file.head.erase(0, file.text_begin);
}

// NDJSON: every line is a record.
void ChunkReader::begin_lines() {
  current_->plan = std::make_shared<const ColumnPlan>(columns_.json_plan(files_[file_].shown));
  current_->text_begin = current_->head.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
}

void ChunkReader::read_header_line() {
  const std::string& head = current_->head;
  std::size_t searched = 0, line = head.find('\n');
  while (line == std::string::npos && !current_->input_ended && head.size() <= options_.row_limit) {
    searched = head.size();
    read_head();
    line = head.find('\n', searched);
  }
  const std::string& shown = files_[file_].shown;
  if (std::min(line, head.size()) > options_.row_limit) {
    throw engine::Error(engine::ExitCode::kInput,
                        shown + ": row 1: the header line is longer than " + std::to_string(options_.row_limit) +
                            " bytes. Cure: check that the file is text with one record in a line.",
                        {shown, 1, "", 0});
  }
  current_->plan = std::make_shared<const ColumnPlan>(columns_.plan(shown, std::string_view(head).substr(0, line)));
  current_->text_begin = std::min(line, head.size() - 1) + 1;
}

std::optional<std::shared_ptr<TextBlock>> ChunkReader::next() {
  auto block = std::make_shared<TextBlock>();
  if (!current_) {
    if (file_ == files_.size()) return std::nullopt;
    open_next();
    block->is_first = true;
  }
  TextFile& file = *current_;
  block->number = blocks_++;
  block->file = current_;
  const std::optional<std::uint64_t> text_size = file.input.text_size();
  if (!file.head.empty()) {
    const std::size_t size = std::min(file.head.size(), options_.chunk_bytes);
    block->buffer = buffers_.take();
    std::memcpy(block->buffer.get() + kHeadroom, file.head.data(), size);
    block->size = size;
    file.head.erase(0, size);
    block->is_last = file.head.empty() && file.input_ended;
  } else if (text_size) {
    block->offset = file.at;
    block->size = static_cast<std::size_t>(
        std::min<std::uint64_t>(*text_size - std::min(*text_size, file.at), options_.chunk_bytes));
    file.at += block->size;
    block->is_last = file.at >= *text_size;
  } else {
    block->buffer = buffers_.take();
    block->size = file.input.read(block->buffer.get() + kHeadroom, options_.chunk_bytes);
    block->is_last = block->size < options_.chunk_bytes;
  }
  if (block->is_last) {
    current_.reset();
    ++file_;
  }
  return block;
}

// Reads a block where that is still to be done, and counts what its cut depends on.
ChunkReader::Text ChunkReader::look(const TextBlock& block) {
  Text text;
  text.buffer = block.buffer;
  std::size_t size = block.size;
  if (!text.buffer) {
    text.buffer = buffers_.take();
    size = block.file->input.read_at(block.offset, text.buffer.get() + kHeadroom, size);
  }
  text.text = {text.buffer.get() + kHeadroom, size};
  const kernels::TextCounts counts = kernels::count_text(text.text, '\n');
  text.lines = counts.lines;
  if (text.lines > kManyRecords) text.empty_lines = count_empty_lines(text.text);
  text.after_last_line = text.lines == 0 ? 0 : text.text.rfind('\n') + 1;
  text.has_quotes = !block.file->plan->keys && counts.quotes > 0;
  if (text.lines > 0) {
    text.first_line = text.text.find('\n') + 1;
    const std::string_view rest = text.text.substr(text.first_line, text.after_last_line - text.first_line);
    text.rest_closes = !text.has_quotes || every_line_closes(rest, block.file->plan->delimiter);
  }
  return text;
}

std::vector<TextChunk> ChunkReader::cut(const TextBlock& block) {
  Text text;
  std::exception_ptr failure;
  try {
    text = look(block);
  } catch (...) {
    failure = std::current_exception();
  }
  Turn turn(*this, block.number);
  std::vector<TextChunk> chunks;
  try {
    if (failure) std::rethrow_exception(failure);
    chunks = cut_in_order(block, text);
  } catch (...) {
    turn.fail(std::current_exception());
  }
  turn.end();
  return chunks;
}

// Puts the unfinished record in front of the text.
void ChunkReader::join(Text& text) {
  if (carried_.empty()) return;
  const std::size_t before = carried_.size();
  const char* begin = text.text.data() - before;
  if (before > kHeadroom) {
    const std::size_t whole = before + text.text.size();
    std::shared_ptr<char[]> larger = std::make_shared_for_overwrite<char[]>(whole + kernels::kTextPadding);
    std::memcpy(larger.get() + before, text.text.data(), text.text.size());
    text.buffer = std::move(larger);
    begin = text.buffer.get();
  }
  std::memcpy(const_cast<char*>(begin), carried_.data(), before);
  text.text = {begin, before + text.text.size()};
  text.after_last_line += text.lines == 0 ? 0 : before;
  text.first_line += before;
}

// Whether every line is a record, but for what quotes do. That takes no look at the lines: they are too short to be too
// long.
bool ChunkReader::has_lines_alone(const TextBlock& block, const Text& text) const {
  return !block.is_last && !skipping_ && text.lines > 0 && text.lines - text.empty_lines <= kManyRecords &&
         text.text.size() <= options_.row_limit;
}

TextChunk ChunkReader::chunk_of(const TextBlock& block, const Text& text, std::size_t begin, std::size_t size,
                                std::uint64_t records) {
  TextChunk chunk;
  chunk.text = text.text.substr(begin, size);
  chunk.plan = block.file->plan;
  chunk.file = block.file->number;
  chunk.first_row = rows_ + 1;
  chunk.records = records;
  chunk.byte = byte_;
  chunk.buffer = text.buffer;
  rows_ += records;
  byte_ += size;
  if (const auto whole = block.file->input.text_size()) chunk.text_left = *whole - std::min(*whole, byte_);
  return chunk;
}

RecordCutter ChunkReader::cutter_of(const TextBlock& block) const {
  const ColumnPlan& plan = *block.file->plan;
  return plan.keys ? RecordCutter::of_lines(options_.row_limit)
                   : RecordCutter(plan.delimiter, options_.row_limit, plan.cells);
}

// Cuts a block of which all lines but the first are known to close; false where the first one does not end a record.
bool ChunkReader::cut_first_line(const TextBlock& block, const Text& text, std::vector<TextChunk>& chunks) {
  RecordCutter cutter = cutter_of(block);
  cutter.scan(text.text.substr(0, text.first_line), false);
  if (cutter.complete_bytes() != text.first_line) return false;
  chunks.push_back(chunk_of(block, text, 0, text.after_last_line, cutter.records() + text.lines - 1));
  chunks.back().bad = std::move(cutter.bad_records());
  carried_.assign(text.text.substr(text.after_last_line));
  return true;
}

void ChunkReader::cut_records(const TextBlock& block, const Text& text, std::vector<TextChunk>& chunks) {
  RecordCutter cutter = cutter_of(block);
  if (skipping_) cutter.begin_in_skipped_record();
  std::size_t at = 0;
  do {
    cutter.scan(text.text.substr(at), block.is_last);
    const std::size_t size = cutter.complete_bytes();
    if (size > 0) {
      chunks.push_back(chunk_of(block, text, at, size, cutter.records()));
      chunks.back().bad = std::move(cutter.bad_records());
    }
    at += size;
    cutter.release();
  } while (cutter.paused());
  skipping_ = cutter.skipping();
  carried_.assign(text.text.substr(at));
}

std::vector<TextChunk> ChunkReader::cut_in_order(const TextBlock& block, Text& text) {
  if (block.is_first) {
    byte_ = block.file->text_begin;
    skipping_ = false;
  }
  if (!block.buffer) block.file->input.take_in(text.text);
  const bool carried_quotes = !block.file->plan->keys && carried_.find('"') != std::string::npos;
  join(text);
  std::vector<TextChunk> chunks;
  const bool lines_alone = has_lines_alone(block, text);
  if (lines_alone && !text.has_quotes && !carried_quotes) {
    chunks.push_back(chunk_of(block, text, 0, text.after_last_line, text.lines));
    carried_.assign(text.text.substr(text.after_last_line));
  } else if (!lines_alone || !text.rest_closes || !cut_first_line(block, text, chunks)) {
    cut_records(block, text, chunks);
  }
  if (!text.text.empty()) ends_open_ = text.text.back() != '\n';
  if (block.is_last) close(*block.file);
  return chunks;
}

void ChunkReader::close(TextFile& file) {
  FileTotals totals;
  totals.path = files_[file.number].shown;
  totals.sha256 = file.input.finish();
  totals.bytes = file.input.bytes();
  totals.text_bytes = file.input.text_size().value_or(file.input.text_bytes());
  totals.has_open_end = std::exchange(ends_open_, false);
  totals_.push_back(std::move(totals));
  carried_.clear();
}

}  // namespace io::detail
