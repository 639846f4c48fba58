#include <fmt/format.h>

#include <algorithm>
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
    return exact_a == 2 && low_a * regions[b].ranked > low_b * regions[a].ranked;
  });
  return order;
}

std::string sentences(const engine::RunSummary& summary, const Cells& cells,
                      const std::vector<std::size_t>& order) {
  const Regions& regions = summary.provinces;
  const auto has_figure = [&](std::size_t i) { return exactness(regions[i], cells[i]) == 2; };
  std::size_t most = 0;
  for (std::size_t i = 0; i < regions.size(); ++i) {
    if (low_desil_families(regions[i]) > low_desil_families(regions[most])) most = i;
  }
  std::string out;
  if (low_share_precision(regions[most], cells[most]) == Precision::kTenths) {
    out += spans(
        say(phrase::kMostFamilies, {same(regions[most].name), count(low_desil_families(regions[most]))}));
    out += ' ';
  }
  const auto figures = static_cast<std::size_t>(std::count_if(order.begin(), order.end(), has_figure));
  if (figures >= 2) {
    const std::size_t first = order.front(), last = order[figures - 1];
    const Phrase& phrase = figures == order.size() ? phrase::kHighestShare : phrase::kHighestShareOfShown;
    out += spans(
        say(phrase, {same(regions[first].name), low_share_cell(regions[first], cells[first]),
                     same(regions[last].name), low_share_cell(regions[last], cells[last]),
                     percent(low_desil_families(summary.nation), summary.nation.ranked), count(figures)}));
  }
  return out.empty() ? out : fmt::format("<p class=\"lead\">{}</p>\n", out);
}

std::string map_figure(const engine::RunSummary& summary, const Cells& cells, Language language) {
  std::vector<ProvinceTile> tiles;
  for (std::size_t i = 0; i < summary.provinces.size(); ++i) {
    const auto& province = summary.provinces[i];
    const bool shown = low_share_precision(province, cells[i]) != Precision::kNone;
    tiles.push_back({province.code, province.name, std::nullopt, low_share_cell(province, cells[i])});
    if (!shown) continue;
    tiles.back().range = share_range(low_desil_families(province), province.ranked);
    tiles.back().figure = tiles.back().figure + Both{"%", "%"};
  }
  return figure(
      "peta", say(phrase::kMapTitle, {say(tenths_of(summary))}),
      tile_map(tiles, "f-peta", language) + tile_map_legend() + paragraph(say(phrase::kMapNote), "note"), "");
}

// The first columns are `places`: codes and names.
std::vector<Column> region_columns(std::vector<Column> places) {
  std::vector<Column> columns = std::move(places);
  columns.push_back(number_column(phrase::kFamilies));
  for (int desil = 1; desil <= 10; ++desil)
    columns.push_back({same(fmt::format("D{}", desil)), Kind::kNumber});
  columns.push_back(number_column(phrase::kWithoutDesil));
  columns.push_back(number_column(phrase::kLowShareColumn));
  return columns;
}

void add_region(Table& table, std::vector<Both> places, const engine::RegionSummary& region,
                const CellRow& cells) {
  std::vector<Both> row = std::move(places);
  row.push_back(region_cell(region, cells, kTotalColumn));
  for (std::size_t desil = 1; desil <= 10; ++desil) row.push_back(region_cell(region, cells, desil));
  row.push_back(region_cell(region, cells, 0));
  row.push_back(low_share_cell(region, cells));
  table.add_row(row);
}

std::string province_figure(const engine::RunSummary& summary, const Cells& cells,
                            const std::vector<std::size_t>& order, Language language) {
  std::vector<BarLine> lines;
  for (const std::size_t i : order) {
    const auto& province = summary.provinces[i];
    const bool shown = low_share_precision(province, cells[i]) != Precision::kNone;
    const Both share = low_share_cell(province, cells[i]);
    lines.push_back({same(province.name), desil_bar(province, cells[i], language),
                     shown ? share + Both{"%", "%"} : share});
  }
  std::vector<LegendEntry> entries;
  for (int desil = 1; desil <= 10; ++desil) {
    entries.push_back({fmt::format("d{}", desil), same(fmt::format("D{}", desil))});
  }
  entries.push_back({"m-none", say(phrase::kWithheldSegment)});
  Table table("provinsi", say(phrase::kProvinceTable, {say(tenths_of(summary))}),
              region_columns({text_column(phrase::kCode), text_column(phrase::kProvince),
                              text_column(phrase::kMapCode)}));
  for (std::size_t i = 0; i < summary.provinces.size(); ++i) {
    const auto& province = summary.provinces[i];
    add_region(table,
               {same(fmt::format("{:02}", province.code)), same(province.name),
                same(province_iso_code(province.code))},
               province, cells[i]);
  }
  return figure("provinsi", say(phrase::kProvinceBars, {say(tenths_of(summary))}),
                legend(entries) + bar_list(lines, language) + paragraph(say(phrase::kBarsNote), "note"),
                table.folded(language));
}

std::string regency_table(const engine::RunSummary& summary, Language language) {
  const Cells cells = disclosed_by_parent(summary.regencies, 100);
  Table table("kabupaten-kota", say(phrase::kRegencyTable, {say(tenths_of(summary))}),
              region_columns({text_column(phrase::kCode), text_column(phrase::kRegency)}));
  table.make_searchable();
  for (std::size_t i = 0; i < summary.regencies.size(); ++i) {
    const auto& regency = summary.regencies[i];
    add_region(table, {same(fmt::format("{:04}", regency.code)), same(regency.name)}, regency, cells[i]);
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
                 sentences(summary, cells, order) + map_figure(summary, cells, language) +
                     province_figure(summary, cells, order, language) + regency_table(summary, language) +
                     paragraph(say(phrase::kDisclosure), "note"));
}

}  // namespace io::report
