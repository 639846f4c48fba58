// A column of ascending offsets in two bytes a row: where records begin in their text.
//
// Every 64th is stored whole, the others as their distance from it; where one of these is beyond 16 bits, from then on
// the whole column in four bytes a row.
//
// threads: one writer. cost: no search to read one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "engine/store/row_column.h"

namespace engine {

class RecordOffsets {
 public:
  std::size_t size() const { return wide_.empty() ? near_.size() : wide_.size(); }
  std::uint32_t operator[](std::size_t i) const { return wide_.empty() ? whole_[i / kGroup] + near_[i] : wide_[i]; }

  void reserve(std::size_t rows) {
    near_.reserve(rows);
    whole_.reserve(rows / kGroup + 1);
  }
  void push_back(std::uint32_t offset) { append({&offset, 1}, 0); }
  // Appends each offset and `more`; the sums ascend.
  void append(std::span<const std::uint32_t> offsets, std::uint32_t more);

 private:
  static constexpr std::size_t kGroup = 64;

  void widen();

  RowColumn<std::uint32_t> whole_;  // of every kGroup-th row
  RowColumn<std::uint16_t> near_;   // less the one before it in whole_
  RowColumn<std::uint32_t> wide_;   // else
};

}  // namespace engine
