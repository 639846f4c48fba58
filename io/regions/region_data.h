// Gives the embedded region tables as text: CSV with a header line and LF, as in io/regions/data.
//
// Sources and traps of the tables: io/regions/data/SOURCES.md. The views live as long as the program.
// An empty population cell means "not found", never zero.
//
// threads: constant data. cost: none, the text is mapped with the program.
#pragma once

#include <string_view>

namespace io {

std::string_view villages_csv();         // code (10 digits), name, population
std::string_view districts_csv();        // code (6), name, population
std::string_view regencies_csv();        // code (4), name, population
std::string_view provinces_csv();        // code (2), name, population
std::string_view population_sex_csv();   // code (2 or 4), male, female
std::string_view retired_codes_csv();    // code (4 or 6), name, last_seen_edition
std::string_view successor_codes_csv();  // level (regency, district), retired_code, current_code, how
std::string_view bps_bridge_2020_csv();  // level (regency, district), bps_code (4, 7), dagri_code (4, 6)

}  // namespace io
