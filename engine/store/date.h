// Counts days: a date is the number of days since 1900-01-01 in 16 bits (to 2079-06-05).
//
// missing: kNoDate. order: later dates are larger. Gregorian calendar; the algorithm is the usual
// era arithmetic (H. Hinnant, "chrono-compatible low-level date algorithms", 2013).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace engine {

using Day = std::uint16_t;
inline constexpr Day kNoDate = 0xFFFFu;

struct CivilDate {
  int year = 0;
  int month = 0;  // 1-12
  int day = 0;    // 1-31
};

// Returns the day of a valid civil date from 1900 to 2079-06-05, else nothing (31 February too).
std::optional<Day> day_from_civil(int year, int month, int day);
CivilDate civil_from_day(Day day);

// Reads `YYYY-MM-DD` exactly.
std::optional<Day> day_from_iso(std::string_view text);

// Whole years between a birth day and a later reference day; 0 where the birth lies after it.
int age_in_years(Day birth, Day reference);

}  // namespace engine
