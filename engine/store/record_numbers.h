// A column of ascending numbers that takes memory only from the first gap on: the record numbers of accepted rows,
// which are nearly always one after the other.
//
// threads: one writer. memory: none while each number is one more than the one before it, else 4 bytes a row.
#pragma once

#include <cstddef>
#include <cstdint>
#include <numeric>

#include "engine/store/row_column.h"

namespace engine {

class RecordNumbers {
 public:
  std::size_t size() const { return size_; }
  std::uint32_t operator[](std::size_t i) const {
    return numbers_.empty() ? first_ + static_cast<std::uint32_t>(i) : numbers_[i];
  }

  void push_back(std::uint32_t number) { append(number, 1); }
  // Appends `first`, first + 1, … of so many rows.
  void append(std::uint32_t first, std::size_t rows) {
    if (rows == 0) return;
    if (size_ == 0) first_ = first;
    if (numbers_.empty() && first != first_ + static_cast<std::uint32_t>(size_)) {
      numbers_.resize(size_);
      std::iota(numbers_.begin(), numbers_.end(), first_);
    }
    if (!numbers_.empty()) {
      numbers_.resize(size_ + rows);
      std::iota(numbers_.begin() + static_cast<std::ptrdiff_t>(size_), numbers_.end(), first);
    }
    size_ += rows;
  }

 private:
  std::uint32_t first_ = 0;
  std::size_t size_ = 0;
  RowColumn<std::uint32_t> numbers_;  // none while they are first_, first_ + 1, …
};

}  // namespace engine
