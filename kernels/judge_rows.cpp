#include "kernels/judge_rows.h"

#include "kernels/cpu.h"
#include "kernels/judge_rows_variants.h"

namespace kernels {

namespace variants = judge_rows_variants;

namespace {

// For so few rows a vector costs more than it saves.
constexpr std::size_t kFewRows = 4;

SimdLevel level_for(std::size_t rows) { return rows < kFewRows ? SimdLevel::kScalar : simd_level(); }

}  // namespace

void find_days(const WrittenDate* dates, std::size_t rows, const MonthTable& table, std::uint16_t no_day,
               std::uint16_t last_day, std::uint16_t* days, std::uint8_t* marks) {
  const variants::Days plain{&dates->bits, table.months.data(), table.first_year, MonthTable::kYears, no_day, last_day};
  switch (level_for(rows)) {
    case SimdLevel::kAvx512: return variants::days_avx512(&plain, rows, days, marks);
    case SimdLevel::kAvx2:  // nothing to gain
    case SimdLevel::kScalar: return variants::days_scalar(&plain, rows, days, marks);
  }
}

std::size_t find_unusual_numbers(const NumberRows& persons, std::size_t rows, const NumberTables& tables,
                                 std::uint16_t* unusual) {
  const variants::Numbers plain{persons.nik,
                                persons.kk,
                                &persons.nik_tail->bits,
                                &persons.kk_tail->bits,
                                &persons.birth->bits,
                                persons.sex,
                                tables.areas,
                                tables.days,
                                kUsualArea};
  switch (level_for(rows)) {
    case SimdLevel::kAvx512: return variants::unusual_avx512(&plain, rows, unusual);
    case SimdLevel::kAvx2:  // nothing to gain
    case SimdLevel::kScalar: return variants::unusual_scalar(&plain, rows, unusual);
  }
  return 0;
}

}  // namespace kernels
