// Reads cells of at most two bytes by a table: coded columns and the sex. Of JSON values without quotes `null` is the
// empty cell, and no other is empty.
//
// The table is filled by the reader of single cells, so both say the same; what that reader does not accept, and any
// longer cell, is left to it.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "kernels/read_cells.h"

namespace io::detail {

class ShortCodes {
 public:
  static constexpr std::uint8_t kOdd = 0xFF;  // no value of any coded column

  // read(text) → the value of the cell, or kOdd.
  template <class Read>
  explicit ShortCodes(Read&& read) {
    values_.fill(kOdd);
    values_[kEmpty] = read(std::string_view());
    for (std::size_t byte = 0; byte < 128; ++byte) {
      const char text = static_cast<char>(byte);
      const bool blank = text == ' ' || text == '\t' || text == '\r';
      if (!blank) values_[byte] = read(std::string_view(&text, 1));
    }
    for (std::size_t number = 0; number < 100; ++number) {
      const char text[2] = {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
      values_[kTwoDigits + number] = read(std::string_view(text, 2));
    }
  }

  // Entries of `odd` of cells that are not in the table become 1. `bare`: the cells are JSON values without quotes.
  template <class Value>
  void read(const kernels::CellColumn& cells, std::size_t rows, bool bare, Value* values, std::uint8_t* odd) const {
    bare ? read_cells<true>(cells, rows, values, odd) : read_cells<false>(cells, rows, values, odd);
  }

 private:
  template <bool kBare, class Value>
  void read_cells(const kernels::CellColumn& cells, std::size_t rows, Value* values, std::uint8_t* odd) const {
    static_assert(sizeof(Value) == 1);
    // Copies: a byte that is written might be one of the column's or of the table's.
    const auto [text, ends, stride, cut, skip] = cells;
    const std::uint8_t* const known = values_.data();
    const std::uint32_t* end = ends;
    for (std::size_t i = 0; i < rows; ++i, end += stride) {
      const std::uint32_t begin = end[-1] + skip, size = *end - cut - begin;
      const auto first = static_cast<unsigned char>(text[begin]);
      const std::size_t at = size == 1 ? first : place_of<kBare>(text + begin, size);
      values[i] = static_cast<Value>(known[at]);
    }
    for (std::size_t i = 0; i < rows; ++i) {
      odd[i] = static_cast<std::uint8_t>(odd[i] | (static_cast<std::uint8_t>(values[i]) == kOdd ? 1 : 0));
    }
  }

  // Of a cell that is not of one byte.
  template <bool kBare>
  static std::size_t place_of(const char* cell, std::uint32_t size) {
    if (size != 2) {
      const bool is_empty = kBare ? size == 4 && std::memcmp(cell, "null", 4) == 0 : size == 0;
      return is_empty ? kEmpty : kNothing;
    }
    const unsigned high = static_cast<unsigned char>(cell[0]) - unsigned{'0'};
    const unsigned low = static_cast<unsigned char>(cell[1]) - unsigned{'0'};
    return high < 10 && low < 10 ? kTwoDigits + high * 10 + low : kNothing;
  }

  static constexpr std::size_t kTwoDigits = 256, kEmpty = kTwoDigits + 100, kNothing = kEmpty + 1;
  std::array<std::uint8_t, kNothing + 1> values_{};
};

}  // namespace io::detail
