// Turns the cells of one column of plain rows into values: 16-digit numbers, 10-digit codes, dates.
//
// The cells lie between marks: cell i runs from ends[i·stride − 1] + skip to ends[i·stride] − cut. Of delimited text
// (kernels/mark_rows.h) `skip` is 1 and `cut` 0, or 1 for the last cells of rows that end in CR LF. What is not of the
// one plain form is left to the caller: its entry of `odd` becomes 1 and its value 0. Entries of plain cells stay as
// they are.
//
// shape: all arrays have an entry for each row and kRowPadding more, which may be written; ends[−1] is readable;
// 16 bytes behind the start of each cell are readable. missing: an empty cell has the value 0, and is odd unless
// `may_be_empty`. threads: safe. one answer: the same at every SIMD level. cost: one pass, no allocation.
#pragma once

#include <cstddef>
#include <cstdint>

namespace kernels {

inline constexpr std::size_t kRowPadding = 16;

struct CellColumn {
  const char* text = nullptr;
  const std::uint32_t* ends = nullptr;
  std::size_t stride = 0;
  std::uint32_t cut = 0, skip = 1;
};

// The last ten digits of a 16-digit number by pairs, each 0 to 99; of NIK and KK the date and the serial. Three
// 16-bit fields from the highest: digits 7-8, 9-10, 11-12, then a byte each of 15-16 and 13-14. No number is 0.
struct NumberTail {
  std::uint64_t bits = 0;
  std::uint32_t day() const { return static_cast<std::uint32_t>(bits >> 48); }
  std::uint32_t month() const { return static_cast<std::uint32_t>(bits >> 32 & 0xFFFF); }
  std::uint32_t year() const { return static_cast<std::uint32_t>(bits >> 16 & 0xFFFF); }
  bool has_serial() const { return (bits & 0xFFFF) != 0; }
};

// Reads cells of exactly 16 digits. A number of sixteen zeros is odd.
void read_numbers16(const CellColumn& cells, std::size_t rows, bool may_be_empty, std::uint64_t* values,
                    NumberTail* tails, std::uint8_t* odd);

// Reads cells of exactly 10 digits. A code of ten zeros is odd.
void read_codes10(const CellColumn& cells, std::size_t rows, bool may_be_empty, std::uint64_t* values,
                  std::uint8_t* odd);

// Where the digits and separators of a date stand; a separator of '\0' is none.
struct DateLayout {
  std::uint8_t width = 10;  // at most 16
  std::uint8_t year = 0, month = 5, day = 8;
  std::uint8_t separator_at[2] = {4, 7};
  char separator[2] = {'-', '-'};
};

// The date as written, four 16-bit fields from the lowest: century, year of it, month, day. No date is 0.
struct WrittenDate {
  std::uint64_t bits = 0;
  std::uint32_t year() const { return century() * 100 + short_year(); }
  std::uint32_t century() const { return static_cast<std::uint32_t>(bits & 0xFFFF); }
  std::uint32_t short_year() const { return static_cast<std::uint32_t>(bits >> 16 & 0xFFFF); }
  std::uint32_t month() const { return static_cast<std::uint32_t>(bits >> 32 & 0xFFFF); }
  std::uint32_t day() const { return static_cast<std::uint32_t>(bits >> 48); }
};

// Reads cells of eight digits in the layout; whether they are a day of the calendar is for the caller to say. A date
// of eight zeros is odd.
void read_dates(const CellColumn& cells, std::size_t rows, const DateLayout& layout, bool may_be_empty,
                WrittenDate* values, std::uint8_t* odd);

}  // namespace kernels
