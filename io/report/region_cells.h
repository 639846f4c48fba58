// Writes cells of regional tables under the disclosure rules.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "engine/run_summary.h"
#include "io/report/disclosure.h"
#include "io/report/phrase.h"
#include "io/report/share_bar.h"

namespace io::report {

std::uint64_t low_desil_families(const engine::RegionSummary& region);  // desil 1 to 4

// Column 0 families without a desil, 1 to 10, kTotalColumn all families.
Both region_cell(const engine::RegionSummary& region, const CellRow& cells, std::size_t column);

// How exactly the share of ranked families in desil 1 to 4 may be said. Never below kSmallestAveraged
// ranked families. In tenths where every cell behind it and the sum of all are shown. Else in whole
// percent, where that gives no withheld cell away: a percent stands for ten families or more (1,000
// ranked), or the sum of all is shown and the cells withheld among desil 1 to 4, and those among desil
// 5 to 10, are each none, or at least two that add up to kSmallestShown (both some, where the families
// without a desil are withheld too). Else as a range (share_range.h) from 100 ranked families on: ten
// percent of them are ten families or more.
enum class Precision { kNone, kRange, kWholePercent, kTenths };
Precision low_share_precision(const engine::RegionSummary& region, const CellRow& cells);

Both low_share_cell(const engine::RegionSummary& region, const CellRow& cells);

// Ranked families by desil, each in its place. Where a cell of desil 5 to 10 is withheld these six are
// one hatched block, of a width that the share tells anyway; where the share is said in whole percent,
// desil 1 to 4 and desil 5 to 10 are two hatched blocks of that percent. Empty where the share is a
// range or not said: any width would say more than the table.
std::string desil_bar(const engine::RegionSummary& region, const CellRow& cells, Language language);

}  // namespace io::report
