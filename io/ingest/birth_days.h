// The calendar of dates of birth for kernels::find_days: 1900 to 2079, the same answers as engine::day_from_civil.
#pragma once

#include <cstdint>

#include "engine/store/date.h"
#include "kernels/judge_rows.h"

namespace io::detail {

inline kernels::MonthTable birth_months() {
  constexpr int kFirstYear = 1900;
  kernels::MonthTable table;
  table.first_year = kFirstYear;
  for (int year = kFirstYear; year < kFirstYear + static_cast<int>(kernels::MonthTable::kYears); ++year) {
    for (int month = 1; month <= 12; ++month) {
      const auto first = engine::day_from_civil(year, month, 1);
      if (!first) continue;
      std::uint32_t days = 0;
      while (engine::day_from_civil(year, month, static_cast<int>(days) + 1)) ++days;
      table.months[static_cast<std::size_t>((year - kFirstYear) * 16 + month)] = *first | days << 16;
    }
  }
  return table;
}

}  // namespace io::detail
