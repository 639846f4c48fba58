#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "io/report/number_text.h"
#include "io/report/phrases.h"
#include "io/report/region_cells.h"
#include "io/report/sections.h"
#include "io/report/table.h"
#include "io/report/tenths.h"
#include "io/report/tile_map.h"

namespace io::report {
namespace {

using Regions = std::vector<engine::RegionSummary>;
using Cells = std::vector<CellRow>;

// Rows by share of desil 1 to 4, highest first, then by code; regions too small for a share come last.
std::vector<std::size_t> by_low_share(const Regions& regions, const Cells& cells) {
  std::vector<std::size_t> order(regions.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto shown = [&](std::size_t i) {
    return low_share_precision(regions[i], cells[i]) != Precision::kNone;
  };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    if (shown(a) != shown(b)) return shown(a);
    if (!shown(a)) return false;
    return low_desil_families(regions[a]) * regions[b].ranked >
           low_desil_families(regions[b]) * regions[a].ranked;
  });
  return order;
}

std::string sentences(const engine::RunSummary& summary, const Cells& cells,
                      const std::vector<std::size_t>& order) {
  const Regions& regions = summary.provinces;
  const auto shown = [&](std::size_t i) {
    return low_share_precision(regions[i], cells[i]) != Precision::kNone;
  };
  if (order.empty() || !shown(order.front())) return "";
  std::size_t most = order.front(), last = order.front();
  for (const std::size_t i : order) {
    if (!shown(i)) break;
    last = i;
    const auto low = low_desil_families(regions[i]), best = low_desil_families(regions[most]);
    if (low > best || (low == best && i < most)) most = i;
  }
  const bool exact = low_share_precision(regions[most], cells[most]) == Precision::kTenths;
  std::string out;
  if (exact) {
    out += spans(
        say(phrase::kMostFamilies, {same(regions[most].name), count(low_desil_families(regions[most]))}));
    out += ' ';
  }
  if (last == order.front()) return out.empty() ? out : fmt::format("<p class=\"lead\">{}</p>\n", out);
  out +=
      spans(say(phrase::kHighestShare, {same(regions[order.front()].name),
                                        low_share_cell(regions[order.front()], cells[order.front()]),
                                        same(regions[last].name), low_share_cell(regions[last], cells[last]),
                                        percent(low_desil_families(summary.nation), summary.nation.ranked)}));
  return fmt::format("<p class=\"lead\">{}</p>\n", out);
}

std::string map_figure(const engine::RunSummary& summary, const Cells& cells, Language language) {
  std::vector<ProvinceTile> tiles;
  for (std::size_t i = 0; i < summary.provinces.size(); ++i) {
    const auto& province = summary.provinces[i];
    const bool shown = low_share_precision(province, cells[i]) != Precision::kNone;
    tiles.push_back({province.code, province.name, std::nullopt, low_share_cell(province, cells[i])});
    if (!shown) continue;
    tiles.back().percent = low_desil_families(province) * 100 / province.ranked;
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
