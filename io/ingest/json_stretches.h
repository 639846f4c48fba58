// Chooses which rows of an NDJSON chunk are read column by column, and by which shape.
//
// A shape is learnt from a row that the reader of single rows has accepted in this chunk, so that all its columns and
// unused keys are known by then. It is given up for that of a later row where few rows follow it; the more often that
// happens, the longer it takes until the next one is learnt, so that text without neighbours of one shape costs little
// more than reading its rows one by one.
//
// threads: one for each chunk.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>

#include "engine/store/source_rows.h"
#include "io/ingest/plain_persons.h"

namespace io::detail {

// `Find`: (line) → std::shared_ptr<const PlainPersons>, the reader of rows that look like the line, or none.
template <class Find>
class JsonStretches {
 public:
  // `coded`: the code columns that rows of the chunk have had; all of them go with the rows of any shape.
  JsonStretches(const char* text, PlainRun& run, const engine::PersonBatch::CodeSet& coded, engine::PersonBatch& batch,
                Find find)
      : text_(text), run_(run), coded_(coded), batch_(batch), find_(std::move(find)) {}

  // Marks of a row of the shape; 0 while there is none.
  std::size_t marks() const { return shape_ ? shape_->shape().marks : 0; }

  // Appends the rows; those not of the shape go to one_row(i). Returns how many it has appended itself.
  template <class OneRow>
  std::uint64_t read(const PlainRows& rows, std::uint64_t first, OneRow&& one_row) {
    if (rows.rows < kFewRows) {
      for (std::size_t i = 0; i < rows.rows; ++i) one_row(i);
      alone_ += rows.rows;
      return 0;
    }
    const std::uint64_t appended = shape_->read(text_, rows, first, run_, batch_, [&](std::size_t i) {
      fill_codes();
      one_row(i);
    });
    fill_codes();
    if (appended > 0) alone_ = 0;
    if (appended >= kManyRows) wait_ = kShortWait;
    if (appended * kFewRows < rows.rows) shape_ = nullptr;
    return appended;
  }

  // Tells of an accepted plain row that was read alone, outside any stretch; `line` without its end.
  void read_alone(std::string_view line) {
    if (alone_++ < wait_) return;
    shape_ = find_(line);
    alone_ = 0;
    wait_ = std::clamp(2 * wait_, kShortWait, kLongWait);
  }

 private:
  static constexpr std::uint64_t kFewRows = 4, kManyRows = 16;
  static constexpr std::uint64_t kShortWait = 2, kLongWait = 64;

  // The shape knows its own code columns only.
  void fill_codes() {
    for (std::size_t slot = 0; slot < coded_.size(); ++slot) {
      if (coded_[slot]) batch_.codes[slot].resize(batch_.size(), 0);
    }
  }

  const char* text_;
  PlainRun& run_;
  const engine::PersonBatch::CodeSet& coded_;
  engine::PersonBatch& batch_;
  Find find_;
  std::shared_ptr<const PlainPersons> shape_;
  std::uint64_t alone_ = 0, wait_ = 0;  // rows read alone since the last stretch, and how many may be
};

// No shape is ever learnt: every row is read alone.
struct NoStretches {
  static std::size_t marks() { return 0; }
  template <class OneRow>
  static std::uint64_t read(const PlainRows&, std::uint64_t, OneRow&&) {
    return 0;
  }
  static void read_alone(std::string_view) {}
};

}  // namespace io::detail
