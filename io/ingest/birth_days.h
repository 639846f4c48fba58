// Finds the day number of a date as written, by a look-up of its month.
#pragma once

#include <array>
#include <cstdint>

#include "engine/store/date.h"
#include "kernels/read_cells.h"

namespace io::detail {

// The months of 1900 to 2079 with their first days; the same answer as engine::day_from_civil.
class BirthDays {
 public:
  BirthDays() {
    for (int year = kFirstYear; year < kFirstYear + kYears; ++year) {
      for (int month = 1; month <= 12; ++month) {
        Month& one = months_[static_cast<std::size_t>((year - kFirstYear) * 16 + month)];
        const auto first = engine::day_from_civil(year, month, 1);
        if (!first) continue;
        one.first = *first;
        for (int day = 1; engine::day_from_civil(year, month, day); ++day) one.days = static_cast<std::uint16_t>(day);
      }
    }
  }

  // kNoDate where there is no such day.
  engine::Day day(const kernels::WrittenDate& date) const {
    const std::uint32_t year = date.year() - kFirstYear, month = date.month(), day = date.day() - 1;
    const bool in_table = (year < kYears) & (month < 16);
    const Month& one = months_.data()[in_table ? year * 16 + month : 0];
    return day < one.days ? static_cast<engine::Day>(one.first + day) : engine::kNoDate;
  }

 private:
  static constexpr int kFirstYear = 1900, kYears = 180;
  struct Month {
    std::uint16_t first = 0, days = 0;  // months 0, 13, 14, 15 have no days
  };
  std::array<Month, std::size_t{kYears} * 16> months_{};
};

}  // namespace io::detail
