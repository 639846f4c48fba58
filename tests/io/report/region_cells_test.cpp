#include "io/report/region_cells.h"

#include <catch2/catch.hpp>

using io::report::Cell;
using io::report::CellRow;
using io::report::Precision;

namespace {

engine::RegionSummary region(std::array<std::uint64_t, 11> families) {
  engine::RegionSummary summary;
  summary.families_by_desil = families;
  for (const std::uint64_t n : families) summary.families += n;
  summary.ranked = summary.families - families[0];
  return summary;
}

CellRow withheld(std::initializer_list<std::size_t> columns) {
  CellRow cells{};
  for (const std::size_t column : columns) cells[column] = Cell::kSmall;
  return cells;
}

}  // namespace

TEST_CASE("region cells: a share is as exact as the cells behind it allow", "[report]") {
  const auto middle = region({20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20});
  CHECK(low_share_precision(middle, withheld({})) == Precision::kTenths);
  CHECK(low_share_precision(middle, withheld({7, 8})) == Precision::kTenths);
  CHECK(low_share_precision(middle, withheld({1, 2})) == Precision::kWholePercent);
  CHECK(low_share_precision(middle, withheld({1, 7})) == Precision::kRange);     // each alone on its side
  CHECK(low_share_precision(middle, withheld({0, 7, 8})) == Precision::kRange);  // the share would give the 0 away
  CHECK(low_share_precision(middle, withheld({0, 1, 2, 7, 8})) == Precision::kWholePercent);
  const auto tiny = region({20, 3, 4, 20, 20, 20, 20, 20, 20, 20, 20});
  CHECK(low_share_precision(tiny, withheld({1, 2})) == Precision::kRange);  // 7 families in both together
  const auto large = region({20, 3, 4, 200, 200, 200, 200, 200, 200, 200, 200});
  CHECK(low_share_precision(large, withheld({1, 2})) == Precision::kWholePercent);
  const auto few = region({5, 3, 10, 10, 10, 10, 10, 10, 10, 10, 10});
  CHECK(low_share_precision(few, withheld({0, 1})) == Precision::kNone);  // 93 ranked families
  CHECK(low_share_cell(tiny, withheld({1, 2})).id == "20–30");
  CHECK(low_share_precision(region({5, 20, 9, 0, 0, 0, 0, 0, 0, 0, 0}), withheld({})) == Precision::kNone);
}

TEST_CASE("region cells: a share is no exact figure where the sum of all is withheld", "[report]") {
  const auto middle = region({20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20});
  CHECK(low_share_precision(middle, withheld({11})) == Precision::kRange);
  const auto large = region({20, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200});
  CHECK(low_share_precision(large, withheld({11})) == Precision::kWholePercent);
}

TEST_CASE("region cells: desils stand in their place, and hidden ones in one hatched block", "[report]") {
  const auto bar_of = [](const engine::RegionSummary& summary, const CellRow& cells) {
    return io::report::desil_bar(summary, cells, io::Language::kIndonesian);
  };
  const auto has = [](const std::string& text, const char* part) { return text.find(part) != std::string::npos; };
  const auto province = region({20, 50, 50, 10, 10, 20, 20, 20, 5, 5, 10});
  const std::string whole = bar_of(province, withheld({}));
  CHECK(has(whole, "<rect class=\"d1\" x=\"0\" width=\"250\""));
  CHECK(has(whole, "<rect class=\"d10\" x=\"950\" width=\"50\""));
  CHECK(!has(whole, "hatch"));
  const std::string high = bar_of(province, withheld({8, 9}));
  CHECK(has(high, "<rect class=\"d4\" x=\"550\" width=\"50\""));
  CHECK(has(high, "<rect class=\"high\" x=\"600\" width=\"400\""));
  CHECK(!has(high, "class=\"d5\""));
  // 121 of 201 are 60.2 percent: the block is 60 percent wide, so that it says no more than the figure.
  const auto odd = region({20, 51, 50, 10, 10, 20, 20, 20, 5, 5, 10});
  const std::string blocks = bar_of(odd, withheld({3, 4}));
  CHECK(has(blocks, "<rect class=\"low\" x=\"0\" width=\"600\""));
  CHECK(!has(blocks, "class=\"d"));
  CHECK(bar_of(province, withheld({1, 7})).empty());
  CHECK(bar_of(province, withheld({11})).empty());
}
