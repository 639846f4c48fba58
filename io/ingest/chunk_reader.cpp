#include "io/ingest/chunk_reader.h"

#include <algorithm>
#include <cstring>

#include "engine/error.h"
#include "io/ingest/text_format.h"
#include "kernels/mark_rows.h"

namespace io::detail {

ChunkReader::ChunkReader(std::vector<SourceFile> files, const TableColumns& columns, const IngestOptions& options)
    : files_(std::move(files)), columns_(columns), options_(options) {
  options_.chunk_bytes = std::clamp<std::size_t>(options_.chunk_bytes, 1, std::size_t{1} << 30);
  options_.row_limit = std::clamp<std::size_t>(options_.row_limit, 1, std::size_t{1} << 30);
}

// Adds the next piece of text behind what is held.
void ChunkReader::read_more() {
  if (held_ + options_.chunk_bytes > room_) {
    const std::size_t room = std::max(held_ + options_.chunk_bytes, held_ == 0 ? 0 : 2 * room_);
    auto larger = std::make_unique_for_overwrite<char[]>(room + kernels::kTextPadding);
    if (held_ > 0) std::memcpy(larger.get(), buffer_.get(), held_);
    buffer_ = std::move(larger);
    room_ = room;
  }
  const std::size_t got = input_->read(buffer_.get() + held_, options_.chunk_bytes);
  held_ += got;
  at_end_ = got < options_.chunk_bytes;
}

void ChunkReader::open_next() {
  input_ = std::make_unique<InputFile>(files_[file_], options_.hash);
  at_end_ = false;
  held_ = 0;
  while (!shows_format({buffer_.get(), held_}) && !at_end_ && held_ <= options_.row_limit) read_more();
  const std::string& shown = files_[file_].shown;
  if (find_text_format(shown, {buffer_.get(), held_}, columns_.encoding()) == TextFormat::kNdjson) {
    begin_lines();
  } else {
    read_header_line();
  }
}

// NDJSON: every line is a record.
void ChunkReader::begin_lines() {
  plans_.push_back(std::make_shared<const ColumnPlan>(columns_.json_plan(files_[file_].shown)));
  const std::string_view held(buffer_.get(), held_);
  byte_ = held.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  held_ -= byte_;
  std::memmove(buffer_.get(), buffer_.get() + byte_, held_);
  cutter_.emplace(RecordCutter::of_lines(options_.row_limit));
}

void ChunkReader::read_header_line() {
  std::size_t searched = 0, line = std::string_view(buffer_.get(), held_).find('\n');
  while (line == std::string_view::npos && !at_end_ && held_ <= options_.row_limit) {
    read_more();
    line = std::string_view(buffer_.get(), held_).find('\n', searched);
    searched = held_;
  }
  const std::string& shown = files_[file_].shown;
  if (std::min(line, held_) > options_.row_limit) {
    throw engine::Error(engine::ExitCode::kInput,
                        shown + ": row 1: the header line is longer than " + std::to_string(options_.row_limit) +
                            " bytes. Cure: check that the file is text with one record in a line.",
                        {shown, 1, "", 0});
  }
  const std::string_view held(buffer_.get(), held_);
  plans_.push_back(std::make_shared<const ColumnPlan>(columns_.plan(shown, held.substr(0, line))));
  const std::size_t after = line == std::string_view::npos ? held_ : line + 1;
  held_ -= after;
  std::memmove(buffer_.get(), buffer_.get() + after, held_);
  byte_ = after;
  cutter_.emplace(plans_.back()->delimiter, options_.row_limit, plans_.back()->cells);
}

void ChunkReader::close() {
  FileTotals totals;
  totals.path = files_[file_].shown;
  totals.sha256 = input_->finish();
  totals.bytes = input_->bytes();
  totals.text_bytes = input_->text_bytes();
  earlier_bytes_ += totals.bytes;
  totals_.push_back(std::move(totals));
  input_.reset();
  ++file_;
}

std::optional<std::shared_ptr<TextChunk>> ChunkReader::next() {
  for (;;) {
    if (!input_) {
      if (file_ == files_.size()) return std::nullopt;
      open_next();
    } else if (!at_end_ && !cutter_->paused()) {
      read_more();
    }
    cutter_->scan({buffer_.get(), held_}, at_end_);
    const std::size_t size = cutter_->complete_bytes();
    const std::size_t file = file_;
    if (size == 0) {
      if (at_end_) close();
      continue;
    }
    auto chunk = std::make_shared<TextChunk>();
    chunk->plan = plans_.back();
    chunk->file = file;
    chunk->first_row = rows_ + 1;
    chunk->byte = byte_;
    chunk->bad = std::move(cutter_->bad_records());
    chunk->records = cutter_->records();
    rows_ += chunk->records;
    byte_ += size;
    if (const auto whole = input_->text_size()) chunk->text_left = *whole - std::min(*whole, byte_);
    // The unfinished record moves to the front of a new buffer.
    const std::size_t rest = held_ - size, room = rest + options_.chunk_bytes;
    auto carried = std::make_unique_for_overwrite<char[]>(room + kernels::kTextPadding);
    std::memcpy(carried.get(), buffer_.get() + size, rest);
    chunk->text = {buffer_.get(), size};
    chunk->buffer = std::move(buffer_);
    buffer_ = std::move(carried);
    room_ = room;
    held_ = rest;
    cutter_->release();
    return chunk;
  }
}

}  // namespace io::detail
