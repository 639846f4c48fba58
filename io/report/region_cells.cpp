#include "io/report/region_cells.h"

#include <fmt/format.h>

#include "io/report/number_text.h"

namespace io::report {
namespace {

constexpr std::uint64_t kSmallestWholePercent = 1000;

}  // namespace

std::uint64_t low_desil_families(const engine::RegionSummary& region) {
  const auto& desils = region.families_by_desil;
  return desils[1] + desils[2] + desils[3] + desils[4];
}

Both region_cell(const engine::RegionSummary& region, const CellRow& cells, std::size_t column) {
  switch (cells[column]) {
    case Cell::kSmall:
      return {"&lt;10", "&lt;10"};
    case Cell::kProtected:
      return {"x", "x"};
    case Cell::kShown:
      break;
  }
  return count(column == kTotalColumn ? region.families : region.families_by_desil[column]);
}

Precision low_share_precision(const engine::RegionSummary& region, const CellRow& cells) {
  if (region.ranked < kSmallestAveraged) return Precision::kNone;
  bool exact = true;
  for (std::size_t column = 0; column <= 4; ++column) exact = exact && cells[column] == Cell::kShown;
  if (exact) return Precision::kTenths;
  return region.ranked < kSmallestWholePercent ? Precision::kNone : Precision::kWholePercent;
}

Both low_share_cell(const engine::RegionSummary& region, const CellRow& cells) {
  switch (low_share_precision(region, cells)) {
    case Precision::kNone:
      return {"–", "–"};
    case Precision::kWholePercent:
      return whole_percent_cell(low_desil_families(region), region.ranked);
    case Precision::kTenths:
      break;
  }
  return percent_cell(low_desil_families(region), region.ranked);
}

std::string desil_bar(const engine::RegionSummary& region, const CellRow& cells, Language language) {
  std::vector<Share> shares;
  std::uint64_t withheld = 0;
  for (std::size_t desil = 1; desil <= 10; ++desil) {
    const std::uint64_t families = region.families_by_desil[desil];
    if (cells[desil] != Cell::kShown) {
      withheld += families;
      continue;
    }
    shares.push_back({families, fmt::format("d{}", desil),
                      fmt::format("desil {}: {}", desil, pick(count(families), language))});
  }
  shares.push_back({withheld, "m-none", "x"});
  return share_bar(shares, region.ranked);
}

}  // namespace io::report
