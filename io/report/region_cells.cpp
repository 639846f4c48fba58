#include "io/report/region_cells.h"

#include <fmt/format.h>

#include "io/report/number_text.h"
#include "io/report/share_range.h"

namespace io::report {
namespace {

constexpr std::uint64_t kSmallestWholePercent = 1000, kSmallestRange = 100;

struct Withheld {
  std::size_t cells = 0;
  std::uint64_t families = 0;
  bool hides_its_cells() const { return cells == 0 || (cells >= 2 && families >= kSmallestShown); }
};

Withheld withheld_among(const engine::RegionSummary& region, const CellRow& cells, std::size_t first,
                        std::size_t last) {
  Withheld sum;
  for (std::size_t column = first; column <= last; ++column) {
    if (cells[column] == Cell::kShown) continue;
    ++sum.cells;
    sum.families += region.families_by_desil[column];
  }
  return sum;
}

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
  const Withheld low = withheld_among(region, cells, 1, 4), high = withheld_among(region, cells, 5, 10);
  const bool unranked_shown = cells[0] == Cell::kShown;
  if (low.cells == 0 && unranked_shown) return Precision::kTenths;
  if (region.ranked >= kSmallestWholePercent) return Precision::kWholePercent;
  const bool hidden = low.hides_its_cells() && high.hides_its_cells();
  const bool both_some = low.cells > 0 && high.cells > 0;
  if (hidden && (unranked_shown || both_some)) return Precision::kWholePercent;
  return region.ranked >= kSmallestRange ? Precision::kRange : Precision::kNone;
}

Both low_share_cell(const engine::RegionSummary& region, const CellRow& cells) {
  switch (low_share_precision(region, cells)) {
    case Precision::kNone:
      return {"–", "–"};
    case Precision::kRange: {
      const std::string text = share_range_text(share_range(low_desil_families(region), region.ranked));
      return {text, text};
    }
    case Precision::kWholePercent:
      return whole_percent_cell(low_desil_families(region), region.ranked);
    case Precision::kTenths:
      break;
  }
  return percent_cell(low_desil_families(region), region.ranked);
}

std::string desil_bar(const engine::RegionSummary& region, const CellRow& cells, Language language) {
  if (cells[kTotalColumn] != Cell::kShown) return share_bar({{1, "m-none", "x"}}, 1);
  const bool unranked_shown = cells[0] == Cell::kShown;
  std::vector<Share> shares;
  std::uint64_t withheld = unranked_shown ? 0 : region.families_by_desil[0];
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
  return share_bar(shares, unranked_shown ? region.ranked : region.families);
}

}  // namespace io::report
