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

// How exactly the share of ranked families in desil 1 to 4 may be said: not below kSmallestAveraged
// ranked families; in whole percent where a cell behind it is withheld, and then only from 1,000 ranked
// families on, so that a percent stands for ten families or more.
enum class Precision { kNone, kWholePercent, kTenths };
Precision low_share_precision(const engine::RegionSummary& region, const CellRow& cells);

Both low_share_cell(const engine::RegionSummary& region, const CellRow& cells);

// Ranked families by desil; what is withheld is one segment at the end.
std::string desil_bar(const engine::RegionSummary& region, const CellRow& cells, Language language);

}  // namespace io::report
