// Holds many NIK and KK against the rules of number_checks.h, by look-ups instead of branches.
//
// cost: a look-up or two a number; see ingest/ of desil_bench. threads: safe.
#pragma once

#include <array>
#include <cstdint>

#include "engine/store/date.h"
#include "engine/store/region_tree.h"
#include "engine/store/source_rows.h"
#include "io/ingest/row_findings.h"

namespace io {

// A 16-digit number in its parts: PPKKCC DDMMYY SSSS.
struct IssuedNumber {
  std::uint32_t area, day, month, year, serial;

  explicit IssuedNumber(std::uint64_t number) {
    const auto high = static_cast<std::uint32_t>(number / 100'000'000);
    const auto low = static_cast<std::uint32_t>(number % 100'000'000);
    area = high / 100;
    day = high % 100;
    month = low / 1'000'000;
    year = low / 10'000 % 100;
    serial = low % 10'000;
  }
};

// Whether a day, month and two-digit year are a day of the calendar in either century.
class DayTable {
 public:
  constexpr DayTable() {
    constexpr unsigned kDays[] = {0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    for (unsigned month = 1; month <= 12; ++month) {
      for (unsigned day = 1; day <= kDays[month]; ++day) {
        days_[day * 128 + month] = month == 2 && day == 29 ? kLeapYears : kAllYears;
      }
    }
  }
  // `day` and `month` below 100.
  bool possible(std::uint32_t day, std::uint32_t month, std::uint32_t year) const {
    return (days_.data()[day * 128 + month] >> (year % 4) & 1) != 0;
  }
  // For kernels::find_unusual_numbers.
  const std::uint8_t* data() const { return days_.data(); }

 private:
  static constexpr std::uint8_t kAllYears = 0b1111, kLeapYears = 0b0001;  // a bit for each year % 4
  std::array<std::uint8_t, std::size_t{100} * 128 + 4> days_{};
};

inline constexpr DayTable kDayTable;

inline engine::Findings finding_if(bool holds, Quality quality) {
  return static_cast<engine::Findings>(holds) << static_cast<unsigned>(quality);
}

inline engine::Findings area_findings(std::uint32_t area, const engine::RegionTree& regions, Quality unknown,
                                      Quality old) {
  const bool is_known = regions.known_area(area);
  return finding_if(!is_known, unknown) | finding_if(is_known & !regions.current_district(area), old);
}

inline engine::Findings kk_findings(std::uint64_t number, const engine::RegionTree& regions) {
  const IssuedNumber kk(number);
  return area_findings(kk.area, regions, Quality::kKkArea, Quality::kKkAreaOld) |
         finding_if(!kDayTable.possible(kk.day, kk.month, kk.year), Quality::kKkDate) |
         finding_if(kk.serial == 0, Quality::kKkSerial);
}

// `birth_*`: the row's own date of birth, `has_birth` whether there is one.
inline engine::Findings nik_findings(std::uint64_t number, const engine::RegionTree& regions, engine::Sex sex,
                                     bool has_birth, std::uint32_t birth_day, std::uint32_t birth_month,
                                     std::uint32_t birth_short_year) {
  const IssuedNumber nik(number);
  const bool woman = nik.day > 40;
  const std::uint32_t day = nik.day - (woman ? 40 : 0);
  const bool possible = kDayTable.possible(day, nik.month, nik.year);
  const bool same = (day == birth_day) & (nik.month == birth_month) & (nik.year == birth_short_year);
  return area_findings(nik.area, regions, Quality::kNikArea, Quality::kNikAreaOld) |
         finding_if(!possible, Quality::kNikDate) | finding_if((day < 1) | (day > 31), Quality::kNikDay) |
         finding_if((nik.month < 1) | (nik.month > 12), Quality::kNikMonth) |
         finding_if(nik.serial == 0, Quality::kNikSerial) |
         finding_if((sex != engine::Sex::kUnknown) & (woman != (sex == engine::Sex::kFemale)), Quality::kNikSex) |
         finding_if(has_birth & possible & !same, Quality::kNikBirth);
}

}  // namespace io
