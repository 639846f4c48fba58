// Judges dates of birth and numbers of many persons at once, by look-ups: days of the calendar, and which NIK and KK
// are as they are usually issued, so that only the others need a look at every rule (io/ingest/number_checks.h).
//
// shape: arrays have an entry for each row and kRowPadding more that may be read or written. missing: see below.
// threads: safe. one answer: the same at every SIMD level. cost: one pass, no allocation; the tables stay in the
// caches, but for the areas of NIK, which are all over the country.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "kernels/read_cells.h"

namespace kernels {

// The months of kYears years with their first days.
struct MonthTable {
  static constexpr std::uint32_t kYears = 180;
  std::uint32_t first_year = 0;
  // At (year − first_year)·16 + month: the number of its first day, and from bit 16 how many days it has; months
  // 0, 13, 14 and 15 have none.
  std::array<std::uint32_t, std::size_t{kYears} * 16> months{};
};

// What is to be said of a date of birth.
inline constexpr std::uint8_t kNoDateWritten = 1, kNoSuchDay = 2, kLateDay = 4, kDefaultBirthday = 8;

// Gives each date its day number and marks. A date that is not written, or no day of the table, has the day `no_day`.
// Late are days behind `last_day` (none where that is `no_day`), default birthdays 1 July and 31 December.
void find_days(const WrittenDate* dates, std::size_t rows, const MonthTable& table, std::uint16_t no_day,
               std::uint16_t last_day, std::uint16_t* days, std::uint8_t* marks);

// The numbers of neighbouring persons, a column each.
struct NumberRows {
  const std::uint64_t *nik = nullptr, *kk = nullptr;  // 0: none
  const NumberTail *nik_tail = nullptr, *kk_tail = nullptr;
  const WrittenDate* birth = nullptr;
  const std::uint8_t* sex = nullptr;  // 0 unknown, 1 man, 2 woman
};

struct NumberTables {
  const std::uint8_t* areas =
      nullptr;  // by the first six digits: kUsualArea or another value; 3 bytes more are readable
  const std::uint8_t* days = nullptr;  // at day·128 + month a bit for each year mod 4; 3 bytes more are readable
};
inline constexpr std::uint8_t kUsualArea = 2;

// Lists the rows, ascending, that have no NIK, KK, sex or date of birth; whose NIK or KK is of an unusual area or has
// the serial 0; whose NIK has another date or sex than the row; or whose KK has a date that is none. Gives their
// number.
std::size_t find_unusual_numbers(const NumberRows& persons, std::size_t rows, const NumberTables& tables,
                                 std::uint16_t* unusual);

}  // namespace kernels
