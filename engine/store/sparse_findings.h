// The findings of rows, kept for the rows that have any.
//
// threads: one writer. memory: 16 bytes for a row with findings. cost: `operator[]` a binary search; whoever looks at
// all rows goes along `entries`.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "engine/store/row_column.h"

namespace engine {

// What is odd about an accepted row: bit i is set where the i-th io::Quality holds (io/ingest/row_findings.h).
using Findings = std::uint64_t;

class SparseFindings {
 public:
  struct Entry {
    std::uint32_t row;
    Findings findings;  // not 0
  };

  // Ascending row.
  std::span<const Entry> entries() const { return entries_; }
  Findings operator[](std::size_t row) const {
    const auto found = std::lower_bound(entries_.begin(), entries_.end(), row,
                                        [](const Entry& entry, std::size_t at) { return entry.row < at; });
    return found != entries_.end() && found->row == row ? found->findings : 0;
  }

  // `row`: behind all that are there.
  void add(std::size_t row, Findings findings) {
    if (findings != 0) entries_.push_back({static_cast<std::uint32_t>(row), findings});
  }
  // The same for rows from `row` on.
  void add_rows(std::size_t row, std::span<const Findings> findings) {
    const std::size_t before = entries_.size();
    entries_.resize(before + findings.size());
    Entry* entry = entries_.data() + before;
    for (std::size_t i = 0; i < findings.size(); ++i) {  // without a branch: which rows have findings none can guess
      *entry = {static_cast<std::uint32_t>(row + i), findings[i]};
      entry += findings[i] != 0 ? 1 : 0;
    }
    entries_.resize(static_cast<std::size_t>(entry - entries_.data()));
  }

 private:
  RowColumn<Entry> entries_;
};

// Goes along all rows in their order.
class FindingsCursor {
 public:
  explicit FindingsCursor(const SparseFindings& findings) : rest_(findings.entries()) {}
  // Of a row behind those asked for before.
  Findings at(std::size_t row) {
    while (!rest_.empty() && rest_.front().row < row) rest_ = rest_.subspan(1);
    return !rest_.empty() && rest_.front().row == row ? rest_.front().findings : 0;
  }

 private:
  std::span<const SparseFindings::Entry> rest_;
};

}  // namespace engine
