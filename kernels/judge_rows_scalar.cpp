#include "kernels/judge_rows_variants.h"

namespace kernels::judge_rows_variants {

void days_scalar(const Days* dates, size_t rows, uint16_t* days, uint8_t* marks) {
  const uint32_t first_of_july = 1u << 16 | 7, end_of_year = 31u << 16 | 12;  // day, month
  const bool has_last = dates->last_day != dates->no_day;
  for (size_t i = 0; i < rows; ++i) {
    const uint64_t bits = dates->dates[i];
    const auto century = static_cast<uint32_t>(bits & 0xFFFF), short_year = static_cast<uint32_t>(bits >> 16 & 0xFFFF);
    const uint32_t year = century * 100 + short_year - dates->first_year;
    const auto month = static_cast<uint32_t>(bits >> 32 & 0xFFFF), day = static_cast<uint32_t>(bits >> 48) - 1;
    const bool in_table = (year < dates->years) & (month < 16);
    const uint32_t one = dates->months[in_table ? year * 16 + month : 0];
    const bool exists = day < one >> 16;
    const auto number = static_cast<uint16_t>(exists ? (one & 0xFFFF) + day : dates->no_day);
    const auto month_day = static_cast<uint32_t>(bits >> 32);
    const bool is_default = (month_day == first_of_july) | (month_day == end_of_year);
    days[i] = number;
    marks[i] =
        static_cast<uint8_t>(static_cast<unsigned>(bits == 0) | static_cast<unsigned>(!exists & (bits != 0)) << 1 |
                             static_cast<unsigned>(has_last & exists & (number > dates->last_day)) << 2 |
                             static_cast<unsigned>(is_default) << 3);
  }
}

size_t unusual_scalar(const Numbers* persons, size_t rows, uint16_t* unusual) {
  const uint64_t area_unit = 10000000000u, for_women = uint64_t{40} << 48;
  size_t count = 0;
  for (size_t i = 0; i < rows; ++i) {
    const uint64_t nik = persons->nik_tail[i], kk = persons->kk_tail[i], birth = persons->birth[i];
    const uint8_t sex = persons->sex[i];
    const uint64_t issued = birth + (sex == 2 ? for_women : 0);
    const unsigned possible = persons->days[(kk >> 48) * 128 + (kk >> 32 & 0xFFFF)] >> (kk >> 16 & 3) & 1;
    const bool usual = (sex != 0) & (birth != 0) & (nik >> 16 == issued >> 16) & ((nik & 0xFFFF) != 0) &
                       ((kk & 0xFFFF) != 0) & (possible != 0) &
                       (persons->areas[persons->nik[i] / area_unit] == persons->usual_area) &
                       (persons->areas[persons->kk[i] / area_unit] == persons->usual_area);
    unusual[count] = static_cast<uint16_t>(i);
    count += usual ? 0 : 1;
  }
  return count;
}

}  // namespace kernels::judge_rows_variants
