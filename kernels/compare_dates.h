// Compares two birth dates: how they agree, by the errors and conventions of Indonesian registers.
//
// Unknown birth dates are given by rule: 31 December until the registry program SIAK (2004), 1 July since, and the
// 15th where only the month is known (Permendagri 19/2010; domain page 3.2). Such a date says no more than its year,
// or its year and month. Whole families share 1 July. The share of such dates is not known, nor is it a rule that
// 1 January stands for an unknown date: `DefaultDates` lets the caller say so.
//
// A pair has the first kind of `DateAgreement` that holds. Where a side is a default date (31 December, 1 July, 1
// January if asked for), its day and month are nobody's: only kDefaultEqual and the kDefault kinds of a year are
// looked for. The 15th may as well be a true birthday and rules out nothing.
//
// shape: dates packed as eight decimal digits YYYYMMDD, one a nibble. range: years 1 to 9999, months 1 to 12,
// days 1 to 31 (not checked against the length of the month). missing: kMissingDate, 0. symmetric in both
// arguments. threads: safe. errors: none. cost: word steps and a few branches, no allocation.
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>

namespace kernels {

using PackedDate = std::uint32_t;
inline constexpr PackedDate kMissingDate = 0;

constexpr PackedDate pack_date(unsigned year, unsigned month, unsigned day) {
  assert(year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= 31);
  const auto two_digits = [](unsigned value) { return value + 6 * (value / 10); };
  return two_digits(year / 100) << 24 | two_digits(year % 100) << 16 | two_digits(month) << 8 | two_digits(day);
}

// Of any two years.
constexpr bool same_month_day(PackedDate a, PackedDate b) { return ((a ^ b) & 0xFFFF) == 0; }

// From most to least agreement. Values are stable: patterns and models store them.
enum class DateAgreement : std::uint8_t {
  kEqual = 0,              // the same date, no default date
  kDayMonthSwapped = 1,    // 03-05 and 05-03 of one year
  kDigitsSwapped = 2,      // two neighbouring digits of YYYYMMDD swapped: the 12th and the 21st, 1958 and 1985
  kYearOneOff = 3,         // same day and month, years one apart
  kYearTenOff = 4,         // same day and month, years ten apart
  kCenturyOff = 5,         // same day and month, years a hundred apart: a two-digit year read wrongly
  kOneDigit = 6,           // one other digit of YYYYMMDD differs
  kDefaultEqual = 7,       // the same default date on both sides
  kDefaultDay = 8,         // same year and month, one side the 15th: only its month may have been known
  kDefaultSameYear = 9,    // a side is a default date, same year
  kSameYearMonth = 10,     // another day
  kSameYear = 11,          // another month and day
  kDefaultNearYear = 12,   // a side is a default date, years one, ten or a hundred apart
  kDefaultOtherYear = 13,  // a side is a default date, other years
  kOther = 14,
  kMissing = 15,  // outside the order: one side or both are missing
};
inline constexpr int kDateAgreements = 16;

struct DefaultDates {
  bool first_of_january = false;  // practice of some registers, no rule
};

DateAgreement compare_dates(PackedDate a, PackedDate b, DefaultDates defaults = {});

// Columns: n elements each.
void compare_dates(const PackedDate* a, const PackedDate* b, DateAgreement* out, std::size_t n,
                   DefaultDates defaults = {});

}  // namespace kernels
