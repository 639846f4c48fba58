// Writes numbers as each language does: 1.234.567,8 in Indonesian, 1,234,567.8 in English.
//
// The two forms differ only by '.' and ',' swapped, except where a word follows (juta, million): the
// page's script relies on that to switch number cells in place.
// units: rupiah are exp(score) rounded to whole thousands, computed by additions, multiplications and
// exact scaling only, so that every machine writes the same digits.
#pragma once

#include <cstdint>
#include <string>

#include "engine/store/ids.h"
#include "io/report/phrase.h"

namespace io::report {

Both count(std::uint64_t value);

// An English decimal ("-12.50", no grouping) in both forms.
Both decimal(const std::string& english);
Both decimal(double value, int digits);

// part/whole in percent with one decimal, rounded half up; "<0,1" and ">99,9" rather than a rounded 0
// or 100; a dash where whole is 0. `percent` has the sign, `percent_cell` leaves it to the heading.
// The whole percent of a share that may not be said exactly is "<1" and ">99" instead of 0 and 100,
// also where it is exactly none or all, so that it does not tell these cases apart.
Both percent(std::uint64_t part, std::uint64_t whole);
Both percent_cell(std::uint64_t part, std::uint64_t whole);
Both whole_percent_cell(std::uint64_t part, std::uint64_t whole);
// The same with two decimals, for shares near 100; "<0,01" and ">99,99".
Both fine_percent_cell(std::uint64_t part, std::uint64_t whole);

// ln rupiah → rupiah, rounded to thousands; at most 10^15.
std::uint64_t rupiah_of(double ln_rupiah);
double ln_rupiah_of(engine::PmtScore score);

Both rupiah(std::uint64_t value);        // "Rp 612.000"
Both rupiah_short(std::uint64_t value);  // "Rp 612.000", "Rp 1,23 juta", "Rp 1,23 miliar"

}  // namespace io::report
