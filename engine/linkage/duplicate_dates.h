// Says how two birth dates of one person may differ, and how many persons stand in that relation to a date by chance.
//
// A pair has the first kind that holds. `others` counts the persons of the registry, of one sex, whose date has the
// kind to a given date: it is the measured chance of the kind.
//
// shape: days of engine/store/date.h. missing: kNoDate is kOther with anything. symmetric. threads: safe once built.
// cost: a pair some 5 ns, and as much for the parts of a day; `others` up to 50 look-ups.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/store/date.h"

namespace engine {

enum class DateKind : std::uint8_t {
  kEqual = 0,
  kDefault = 1,    // one side is 1 July or 31 December, the years at most two apart (domain page 3.2)
  kSwapped = 2,    // day and month exchanged
  kOtherYear = 3,  // the same day and month, years at most ten or a hundred apart
  kOneDigit = 4,   // one digit of YYYYMMDD differs, or two neighbouring ones are swapped
  kSameMonth = 5,  // the same month of one year
  kNearYear = 6,   // the same month, years at most ten apart
  kOther = 7,
};
inline constexpr std::size_t kDateKinds = 8;

// A day as pairs of dates read it; of kNoDate all is 0.
struct DateParts {
  std::uint32_t digits = 0;  // YYYYMMDD, one a nibble
  std::int16_t year = 0;
  std::uint8_t month = 0, day = 0;
};
DateParts date_parts(Day day);

DateKind date_kind(const DateParts& a, const DateParts& b);
DateKind date_kind(Day a, Day b);

class DateChances {
 public:
  // `days`: persons by birth day, kNoDate last.
  explicit DateChances(std::span<const std::uint32_t> persons_by_day);

  // Persons whose date has the kind to `day`, `day` itself left out but for kEqual.
  std::uint64_t others(DateKind kind, Day day) const;

 private:
  std::uint64_t in_years(int first, int last) const;
  std::uint64_t in_month(int year, int month) const;
  std::uint64_t on(int year, int month, int day) const;

  std::vector<std::uint32_t> by_day_;
  std::vector<std::uint32_t> by_date_;  // as by_day_, by year, month and day; 0 where there is no such date
  std::vector<std::uint64_t> by_month_;
  std::vector<std::uint64_t> before_;  // persons born before a day
  std::uint64_t all_ = 0;
};

}  // namespace engine
