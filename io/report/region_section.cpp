#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <numeric>

#include "io/report/number_text.h"
#include "io/report/phrases.h"
#include "io/report/region_cells.h"
#include "io/report/sections.h"
#include "io/report/share_range.h"
#include "io/report/table.h"
#include "io/report/tenths.h"
#include "io/report/tile_map.h"

namespace io::report {
namespace {

using Regions = std::vector<engine::RegionSummary>;
using Cells = std::vector<CellRow>;

// 2 where the share is a figure, 1 where it is a range, 0 where it is not said.
int exactness(const engine::RegionSummary& region, const CellRow& cells) {
  const Precision precision = low_share_precision(region, cells);
  return precision == Precision::kNone ? 0 : precision == Precision::kRange ? 1 : 2;
}

// The share of desil 1 to 4 as far as it is written, in tenths of a percent.
std::uint64_t written_share(const engine::RegionSummary& region, const CellRow& cells) {
  const std::uint64_t low = low_desil_families(region);
  if (low_share_precision(region, cells) == Precision::kTenths)
    return (low * 2000 + region.ranked) / (region.ranked * 2);
  return (low * 200 + region.ranked) / (region.ranked * 2) * 10;
}

// Rows by share of desil 1 to 4, highest first; then those of which only the range is said, by range;
// then the rest. Equal ones by code, so that the order says no more than the figures do.
std::vector<std::size_t> by_low_share(const Regions& regions, const Cells& cells) {
  std::vector<std::size_t> order(regions.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const int exact_a = exactness(regions[a], cells[a]), exact_b = exactness(regions[b], cells[b]);
    if (exact_a != exact_b) return exact_a > exact_b;
    const auto low_a = low_desil_families(regions[a]), low_b = low_desil_families(regions[b]);
    if (exact_a == 1) return share_range(low_a, regions[a].ranked) > share_range(low_b, regions[b].ranked);
    return exact_a == 2 && written_share(regions[a], cells[a]) > written_share(regions[b], cells[b]);
  });
  return order;
}

std::string sentences(const engine::RunSummary& summary, const Cells& cells, const std::vector<std::size_t>& order) {
  const Regions& regions = summary.provinces;
  const auto has_figure = [&](std::size_t i) { return exactness(regions[i], cells[i]) == 2; };
  std::size_t most = 0;
  for (std::size_t i = 0; i < regions.size(); ++i) {
    if (low_desil_families(regions[i]) > low_desil_families(regions[most])) most = i;
  }
  std::string out;
  if (low_share_precision(regions[most], cells[most]) == Precision::kTenths) {
    out += spans(say(phrase::kMostFamilies, {same(regions[most].name), count(low_desil_families(regions[most]))}));
    out += ' ';
  }
  const auto figures = static_cast<std::size_t>(std::count_if(order.begin(), order.end(), has_figure));
  if (figures >= 2) {
    const std::size_t first = order.front(), last = order[figures - 1];
    const Phrase& phrase = figures == order.size() ? phrase::kHighestShare : phrase::kHighestShareOfShown;
    out += spans(say(phrase, {same(regions[first].name), low_share_cell(regions[first], cells[first]),
                              same(regions[last].name), low_share_cell(regions[last], cells[last]),
                              percent(low_desil_families(summary.nation), summary.nation.ranked), count(figures),
                              region_cell(regions[first], cells[first], kTotalColumn),
                              region_cell(regions[last], cells[last], kTotalColumn)}));
    if (figures < order.size()) {
      out += ' ';
      out += spans(say(phrase::kOthersWithheld, {count(order.size() - figures)}));
    }
  }
  return out.empty() ? out : fmt::format("<p class=\"lead\">{}</p>\n", out);
}

// The fewest regencies that hold `tenths` tenths of all families.
std::uint64_t fewest_holding(const Regions& regencies, std::uint64_t tenths) {
  std::vector<std::uint64_t> sizes;
  std::uint64_t all = 0;
  for (const auto& regency : regencies) {
    sizes.push_back(regency.families);
    all += regency.families;
  }
  std::sort(sizes.begin(), sizes.end(), std::greater<>());
  std::uint64_t held = 0, regions = 0;
  while (regions < sizes.size() && held * 10 < all * tenths) held += sizes[regions++];
  return regions;
}

std::string spread_of_families(const engine::RunSummary& summary) {
  if (summary.regencies.empty() || summary.nation.families == 0) return "";
  return paragraph(
      say(phrase::kSpreadOfFamilies, {count(fewest_holding(summary.regencies, 5)), count(summary.regencies.size()),
                                      count(fewest_holding(summary.regencies, 9))}));
}

// "Name (AB)" with the code that the small map shows.
Both name_with_code(const engine::RegionSummary& province) {
  const std::string code = province_iso_code(province.code);
  if (code.empty()) return same(province.name);
  return same(province.name) + Both{" <small>", " <small>"} + same(code) + Both{"</small>", "</small>"};
}

std::string map_figure(const engine::RunSummary& summary, const Cells& cells, Language language) {
  std::vector<ProvinceTile> tiles;
  for (std::size_t i = 0; i < summary.provinces.size(); ++i) {
    const auto& province = summary.provinces[i];
    const bool shown = low_share_precision(province, cells[i]) != Precision::kNone;
    const Both share = low_share_cell(province, cells[i]);
    tiles.push_back(
        {province.code, province.name, std::nullopt, share, share, region_cell(province, cells[i], kTotalColumn)});
    if (!shown) continue;
    tiles.back().range = share_range(low_desil_families(province), province.ranked);
    tiles.back().figure = share + Both{"%", "%"};
    if (exactness(province, cells[i]) == 2)
      tiles.back().short_figure = whole_percent_cell(low_desil_families(province), province.ranked);
  }
  return figure("peta", say(phrase::kMapTitle, {say(tenths_of(summary))}),
                tile_map(tiles, "f-peta", language) + tile_map_legend() + paragraph(say(phrase::kMapNote), "note"), "");
}

// The name, what is asked first, the ten desils, and the codes.
std::vector<Column> region_columns(const Phrase& name, const std::vector<Column>& codes) {
  std::vector<Column> columns = {text_column(name)};
  columns.push_back(number_column(phrase::kFamilies));
  columns.push_back(number_column(phrase::kLowShareColumn));
  columns.push_back(number_column(phrase::kWithoutDesil));
  for (int desil = 1; desil <= 10; ++desil) columns.push_back({same(fmt::format("D{}", desil)), Kind::kNumber});
  columns.insert(columns.end(), codes.begin(), codes.end());
  return columns;
}

void add_region(Table& table, const engine::RegionSummary& region, const CellRow& cells,
                const std::vector<std::string>& codes) {
  std::vector<Both> row = {same(region.name)};
  row.push_back(region_cell(region, cells, kTotalColumn));
  row.push_back(low_share_cell(region, cells));
  row.push_back(region_cell(region, cells, 0));
  for (std::size_t desil = 1; desil <= 10; ++desil) row.push_back(region_cell(region, cells, desil));
  for (const std::string& code : codes) row.push_back(same(code));
  table.add_row(row);
}

std::string bars_legend() {
  std::vector<LegendEntry> entries;
  for (int desil = 1; desil <= 10; ++desil) {
    entries.push_back({fmt::format("d{}", desil), same(fmt::format("D{}", desil))});
  }
  entries.push_back({"low", say(phrase::kLowTogether), true});
  entries.push_back({"high", say(phrase::kHighTogether), true});
  return legend(entries);
}

std::string province_figure(const engine::RunSummary& summary, const Cells& cells,
                            const std::vector<std::size_t>& order, Language language) {
  std::vector<BarLine> lines;
  std::vector<Both> undrawn;
  for (const std::size_t i : order) {
    const auto& province = summary.provinces[i];
    const Both share = low_share_cell(province, cells[i]) + Both{"%", "%"};
    const Both families = region_cell(province, cells[i], kTotalColumn);
    const std::string bar = desil_bar(province, cells[i], language);
    if (!bar.empty()) {
      lines.push_back({name_with_code(province), bar, share, families});
    } else if (low_share_precision(province, cells[i]) == Precision::kRange) {
      undrawn.push_back(say(phrase::kUndrawnRange, {name_with_code(province), share, families}));
    } else {
      undrawn.push_back(say(phrase::kUndrawn, {name_with_code(province), families}));
    }
  }
  std::string chart = bars_legend() + bar_list(lines, language) + paragraph(say(phrase::kBarsNote), "note");
  if (!undrawn.empty()) chart += paragraph(say(phrase::kUndrawnNote, {joined(undrawn, "; ")}), "note");
  Table table("provinsi", say(phrase::kProvinceTable, {say(tenths_of(summary))}),
              region_columns(phrase::kProvince, {text_column(phrase::kMapCode), text_column(phrase::kCode)}));
  for (std::size_t i = 0; i < summary.provinces.size(); ++i) {
    const auto& province = summary.provinces[i];
    add_region(table, province, cells[i], {province_iso_code(province.code), fmt::format("{:02}", province.code)});
  }
  return figure("provinsi", say(phrase::kProvinceBars, {say(tenths_of(summary))}), chart, table.folded(language));
}

std::string regency_table(const engine::RunSummary& summary, Language language) {
  const Cells cells = disclosed_by_parent(summary.regencies, 100);
  Table table("kabupaten-kota", say(phrase::kRegencyTable, {say(tenths_of(summary))}),
              region_columns(phrase::kRegency, {text_column(phrase::kCode)}));
  table.make_searchable();
  for (std::size_t i = 0; i < summary.regencies.size(); ++i) {
    const auto& regency = summary.regencies[i];
    add_region(table, regency, cells[i], {fmt::format("{:04}", regency.code)});
  }
  if (table.empty()) return "";
  return table.folded(language, say(phrase::kShowRegencies, {count(summary.regencies.size())}));
}

}  // namespace

std::string region_section(const engine::RunSummary& summary, Language language) {
  if (summary.provinces.empty()) return "";
  const Cells cells = disclosed_by_parent(summary.provinces, 100);
  const auto order = by_low_share(summary.provinces, cells);
  return section("provinsi", say(phrase::kRegionsHeading),
                 sentences(summary, cells, order) + spread_of_families(summary) + map_figure(summary, cells, language) +
                     province_figure(summary, cells, order, language) + regency_table(summary, language) +
                     paragraph(say(phrase::kDisclosure), "note"));
}

}  // namespace io::report
