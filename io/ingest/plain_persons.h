// Reads plain rows of a persons file column by column, all rows of a stretch at once: where their values stand is told
// by a shape (row_shape.h).
//
// It knows one form of each value: 16 digits, 10 digits, a date with all its digits, a code of at most two bytes, a
// name that starts with a letter of ASCII and ends without a blank; and empty cells where they may be. A row with
// anything else is left to the reader of single rows (typed_rows.h): the same rows, findings and order come out as
// if that one had read them all.
//
// threads: `read` may run on any number of threads at once, each with its own PlainRun. cost: see
// bench/stages/ingest.cpp.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "engine/store/region_tree.h"
#include "engine/store/source_rows.h"
#include "io/ingest/birth_days.h"
#include "io/ingest/cell_values.h"
#include "io/ingest/consistency_rules.h"
#include "io/ingest/date_format.h"
#include "io/ingest/record_walk.h"
#include "io/ingest/row_loop.h"
#include "io/ingest/row_shape.h"
#include "io/ingest/short_codes.h"
#include "io/ingest/source_spec.h"

namespace io::detail {

// What is needed beside the batch while a stretch of plain rows is read.
struct PlainRun {
  static constexpr std::size_t kRoom = RecordWalk::kMostRows + kernels::kRowPadding;
  template <class Value>
  using Column = std::array<Value, kRoom>;

  struct Village {
    std::uint64_t code = 0;
    engine::VillageIndex index = engine::kUnknownVillage;
    bool is_odd = false;
    engine::Findings findings = 0;
  };
  static constexpr std::size_t kVillages = 256;  // remembered: rows of a district stand together, villages less

  Column<std::uint8_t> odd;
  Column<engine::Findings> findings;
  Column<std::uint64_t> village_code;
  Column<kernels::NumberTail> nik_tail, kk_tail;
  Column<kernels::WrittenDate> written_birth;
  Column<std::uint8_t> birth_marks;
  Column<std::uint16_t> looked_at;  // rows whose numbers are not as usual
  std::array<Village, kVillages> villages{};
  bool has_odd_villages = false;
  engine::PersonBatch parted;  // a stretch with rows of another form
};

class PlainPersons {
 public:
  // `shape`: of the rows; its columns are all those of the file.
  PlainPersons(const SourceSpec& spec, const engine::RegionTree& regions, const DateFormat& dates,
               const UnderTwo& under_two, RowShape shape);

  const RowShape& shape() const { return shape_; }

  // Appends the rows to the batch, but for its normalised names; rows that are not of the plain form go to one_row(i),
  // which appends them itself or rejects them. Returns how many rows it has appended. `first`: baris of the first
  // row, not before batch.first_row. `batch` has room for the rows and kernels::kRowPadding more.
  template <class OneRow>
  std::uint64_t read(const char* text, const PlainRows& rows, std::uint64_t first, PlainRun& run,
                     engine::PersonBatch& batch, OneRow&& one_row) const {
    const std::size_t before = batch.size();
    const auto number = static_cast<std::uint32_t>(first - batch.first_row);
    read_columns(text, rows, run, batch);
    std::size_t odd = next_odd(run, 0, rows.rows);
    if (odd == rows.rows) {
      note_records(rows, number, 0, rows.rows, before, run, batch);
      return rows.rows;
    }
    move_rows(before, batch, run.parted);
    std::uint64_t appended = 0;
    for (std::size_t begin = 0;; odd = next_odd(run, begin, rows.rows)) {
      append_part(rows, number, begin, odd, run, batch);
      appended += odd - begin;
      if (odd == rows.rows) return appended;
      one_row(odd);
      begin = odd + 1;
    }
  }

 private:
  static std::size_t next_odd(const PlainRun& run, std::size_t begin, std::size_t end);
  void set_size(engine::PersonBatch& batch, std::size_t rows) const;
  void check_shape(const char* text, const PlainRows& rows, std::uint8_t* odd) const;
  void read_columns(const char* text, const PlainRows& rows, PlainRun& run, engine::PersonBatch& batch) const;
  static void read_names(const kernels::CellColumn& cells, std::size_t rows, engine::TextColumn& names,
                         std::uint8_t* odd);
  void read_births(const kernels::CellColumn& cells, std::size_t rows, PlainRun& run, engine::Day* births,
                   engine::Findings* findings) const;
  void find_villages(std::size_t rows, PlainRun& run, engine::VillageIndex* villages, engine::Findings* findings) const;
  void check_numbers(std::size_t rows, PlainRun& run, engine::PersonBatch& batch, std::size_t first) const;
  void check_answers(std::size_t rows, PlainRun& run, engine::PersonBatch& batch, std::size_t first) const;
  PlainRun::Village look_up(std::uint64_t code) const;
  void note_odd_villages(const PlainRun& run, std::size_t begin, std::size_t end, std::size_t at,
                         engine::PersonBatch& batch) const;
  void move_rows(std::size_t first, engine::PersonBatch& batch, engine::PersonBatch& to) const;
  void append_part(const PlainRows& rows, std::uint32_t first, std::size_t begin, std::size_t end, PlainRun& run,
                   engine::PersonBatch& batch) const;
  void note_records(const PlainRows& rows, std::uint32_t first, std::size_t begin, std::size_t end, std::size_t at,
                    const PlainRun& run, engine::PersonBatch& batch) const;

  const engine::RegionTree& regions_;
  RowShape shape_;
  RegionCodes region_codes_;
  bool may_be_empty_;  // numbers: outside the registry
  engine::Day reference_date_;
  UnderTwo under_two_;
  bool has_answers_ = false;  // columns that can contradict each other
  std::optional<kernels::DateLayout> dates_;
  std::array<engine::Findings, 16> birth_findings_{};  // by the marks of kernels::find_days
  std::vector<ShortCodes> codes_;                      // by position in the columns; unused where the column is none
};

}  // namespace io::detail
