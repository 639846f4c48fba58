#include "io/regions/region_data.h"

#include <cstddef>

extern "C" {
extern const char desil_villages_csv_begin[], desil_villages_csv_end[];
extern const char desil_districts_csv_begin[], desil_districts_csv_end[];
extern const char desil_regencies_csv_begin[], desil_regencies_csv_end[];
extern const char desil_provinces_csv_begin[], desil_provinces_csv_end[];
extern const char desil_population_sex_csv_begin[], desil_population_sex_csv_end[];
extern const char desil_retired_codes_csv_begin[], desil_retired_codes_csv_end[];
extern const char desil_successor_codes_csv_begin[], desil_successor_codes_csv_end[];
extern const char desil_bps_bridge_2020_csv_begin[], desil_bps_bridge_2020_csv_end[];
}

namespace io {
namespace {

std::string_view between(const char* begin, const char* end) { return {begin, static_cast<std::size_t>(end - begin)}; }

}  // namespace

std::string_view villages_csv() { return between(desil_villages_csv_begin, desil_villages_csv_end); }
std::string_view districts_csv() { return between(desil_districts_csv_begin, desil_districts_csv_end); }
std::string_view regencies_csv() { return between(desil_regencies_csv_begin, desil_regencies_csv_end); }
std::string_view provinces_csv() { return between(desil_provinces_csv_begin, desil_provinces_csv_end); }
std::string_view population_sex_csv() { return between(desil_population_sex_csv_begin, desil_population_sex_csv_end); }
std::string_view retired_codes_csv() { return between(desil_retired_codes_csv_begin, desil_retired_codes_csv_end); }
std::string_view successor_codes_csv() {
  return between(desil_successor_codes_csv_begin, desil_successor_codes_csv_end);
}
std::string_view bps_bridge_2020_csv() {
  return between(desil_bps_bridge_2020_csv_begin, desil_bps_bridge_2020_csv_end);
}

}  // namespace io
