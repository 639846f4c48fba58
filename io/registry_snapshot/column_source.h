// Reads the columns of a registry or checkpoint and refuses what does not fit together.
//
// A snapshot that opens is undamaged, and sealed by whoever had the key; this does not make its numbers
// true. Every count, row number and code is checked before it is used, and a fault names the section
// and the row.
//
// errors: engine::Error (kDamaged). threads: `first_fault` works in parallel; one answer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "engine/parallel.h"
#include "io/snapshot/snapshot_reader.h"

namespace io {

class ColumnSource {
 public:
  ColumnSource(const SnapshotReader& reader, std::string path) : reader_(reader), path_(std::move(path)) {}

  const SnapshotReader& reader() const { return reader_; }
  std::uint64_t rows(const std::string& section) const { return reader_.section(section).count; }

  // A whole column, which must have `rows` values.
  template <ColumnValue Value>
  std::vector<Value> column(const std::string& section, std::uint64_t rows) const {
    check_rows(section, rows);
    return reader_.read_column<Value>(section);
  }

  void check_rows(const std::string& section, std::uint64_t rows) const;

  [[noreturn]] void refuse(const std::string& section, const std::string& what) const;
  // `row` counts from 0, as in memory; the message counts from 1.
  [[noreturn]] void refuse_row(const std::string& section, std::size_t row, const char* what) const;

  // Refuses the first row for which `faulty(row)` holds.
  template <class Faulty>
  void check(const std::string& section, std::size_t rows, const char* what, Faulty&& faulty) const {
    constexpr std::size_t kGrain = std::size_t{1} << 16, kNone = std::numeric_limits<std::size_t>::max();
    const std::size_t first = engine::parallel_reduce(
        rows, kGrain, kNone,
        [&](std::size_t begin, std::size_t end) {
          for (std::size_t row = begin; row < end; ++row) {
            if (faulty(row)) return row;
          }
          return kNone;
        },
        [](std::size_t& lowest, std::size_t part) { lowest = std::min(lowest, part); });
    if (first != kNone) refuse_row(section, first, what);
  }

 private:
  const SnapshotReader& reader_;
  std::string path_;
};

}  // namespace io
