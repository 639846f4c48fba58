// Reads and writes the distribution of expenditure by region as CSV: what [desil.lift] table names, and what a run
// that lifts leaves beside its results.
//
//   kode_kabupaten,persentil,pengeluaran_per_kapita
//   1101,5,512000            half of the families, or persons, of 1101 live on Rp 943,000 a month each or less
//   1101,50,943000
//   11,50,1012000            a province, for its regencies that have no rows of their own
//   ID,50,1105000            the nation, for missing = "nation"
//
// Columns in any order; delimiter , ; | or tab; rows in any order, each region and point once. `persentil` is above 0
// and below 100 with at most two decimals; expenditures are whole rupiah per person per month, and within a region
// never fall as the points rise. A region has 2 to 250 points, of which the last is above the first.
//
// errors: engine::Error(kInput) with file, row (of the file, the header being 1), column, what was seen, wanted, and
// the cure.
#pragma once

#include <string>
#include <string_view>

#include "engine/desil/expenditure_distribution.h"
#include "engine/store/region_tree.h"

namespace io {

engine::ExpenditureTable read_distribution(const std::string& path, const std::string& shown,
                                           const engine::RegionTree& regions);
// The same from text.
engine::ExpenditureTable parse_distribution(std::string_view text, const std::string& shown,
                                            const engine::RegionTree& regions);

std::string distribution_csv(const engine::ExpenditureTable& table);

// "1101", "11" or "ID"; "12.5" for 1,250 of 10,000.
std::string region_code_text(std::uint32_t region);
std::string percent_point_text(std::uint32_t share);

}  // namespace io
