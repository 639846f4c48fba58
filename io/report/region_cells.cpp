#include "io/report/region_cells.h"

#include <fmt/format.h>

#include <algorithm>

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
    case Cell::kSmall: return {"&lt;10", "&lt;10"};
    case Cell::kProtected: return {"x", "x"};
    case Cell::kShown: break;
  }
  return count(column == kTotalColumn ? region.families : region.families_by_desil[column]);
}

Precision low_share_precision(const engine::RegionSummary& region, const CellRow& cells) {
  if (region.ranked < kSmallestAveraged) return Precision::kNone;
  const Withheld low = withheld_among(region, cells, 1, 4), high = withheld_among(region, cells, 5, 10);
  const bool unranked_shown = cells[0] == Cell::kShown;
  const bool sum_shown = cells[kTotalColumn] == Cell::kShown;
  if (low.cells == 0 && unranked_shown && sum_shown) return Precision::kTenths;
  if (region.ranked >= kSmallestWholePercent) return Precision::kWholePercent;
  const bool hidden = low.hides_its_cells() && high.hides_its_cells();
  const bool both_some = low.cells > 0 && high.cells > 0;
  if (sum_shown && hidden && (unranked_shown || both_some)) return Precision::kWholePercent;
  return region.ranked >= kSmallestRange ? Precision::kRange : Precision::kNone;
}

Both low_share_cell(const engine::RegionSummary& region, const CellRow& cells) {
  switch (low_share_precision(region, cells)) {
    case Precision::kNone: return {"–", "–"};
    case Precision::kRange: {
      const std::string text = share_range_text(share_range(low_desil_families(region), region.ranked));
      return {text, text};
    }
    case Precision::kWholePercent: return whole_percent_cell(low_desil_families(region), region.ranked);
    case Precision::kTenths: break;
  }
  return percent_cell(low_desil_families(region), region.ranked);
}

std::string desil_bar(const engine::RegionSummary& region, const CellRow& cells, Language language) {
  const std::uint64_t low = low_desil_families(region);
  const auto block = [](std::uint64_t width, const char* css_class, const char* desils, const Both& figure) {
    return Share{width, css_class, Both{"desil ", "desil "} + same(desils) + Both{": ", ": "} + figure, true};
  };
  switch (low_share_precision(region, cells)) {
    case Precision::kNone:
    case Precision::kRange: return "";
    case Precision::kWholePercent: {
      const std::uint64_t rounded = (low * 200 + region.ranked) / (region.ranked * 2);
      const std::uint64_t tenths = std::clamp<std::uint64_t>(rounded * 10, 5, 995);  // "<1" and ">99"
      const Both percent_sign{"%", "%"};
      const std::uint64_t high = region.ranked - low;
      return share_bar({block(tenths, "low", "1–4", whole_percent_cell(low, region.ranked) + percent_sign),
                        block(1000 - tenths, "high", "5–10", whole_percent_cell(high, region.ranked) + percent_sign)},
                       1000, language);
    }
    case Precision::kTenths: break;
  }
  const bool each = withheld_among(region, cells, 5, 10).cells == 0;
  std::vector<Share> shares;
  for (std::size_t desil = 1; desil <= (each ? 10u : 4u); ++desil) {
    const std::uint64_t families = region.families_by_desil[desil];
    shares.push_back({families, fmt::format("d{}", desil), same(fmt::format("desil {}: ", desil)) + count(families)});
  }
  if (!each) shares.push_back(block(region.ranked - low, "high", "5–10", count(region.ranked - low)));
  return share_bar(shares, region.ranked, language);
}

}  // namespace io::report
