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
  CHECK(low_share_precision(middle, withheld({1, 7})) == Precision::kRange);  // each alone on its side
  CHECK(low_share_precision(middle, withheld({0, 7, 8})) ==
        Precision::kRange);  // the share would give the 0 away
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

TEST_CASE("region cells: what is withheld is one grey segment of the bar", "[report]") {
  const auto province = region({0, 50, 50, 0, 0, 0, 0, 0, 0, 0, 100});
  const std::string bar =
      io::report::desil_bar(province, withheld({2, 3, 4, 5, 6, 7, 8, 9}), io::Language::kIndonesian);
  CHECK(bar.find("<rect class=\"d1\" x=\"0\" width=\"250\"") != std::string::npos);
  CHECK(bar.find("<rect class=\"d10\" x=\"250\" width=\"500\"") != std::string::npos);
  CHECK(
      bar.find("<rect class=\"m-none\" x=\"750\" width=\"250\" height=\"10\"><title class=\"n\">x</title>") !=
      std::string::npos);
  CHECK(bar.find("class=\"d2\"") == std::string::npos);
  // 200 ranked and 8 without a desil: 50 of 208, so that the width does not tell the 8.
  const auto unranked = region({8, 50, 50, 0, 0, 0, 0, 0, 0, 0, 100});
  CHECK(io::report::desil_bar(unranked, withheld({0, 2}), io::Language::kIndonesian)
            .find("<rect class=\"d1\" x=\"0\" width=\"240\"") != std::string::npos);
  CHECK(io::report::desil_bar(unranked, withheld({11}), io::Language::kIndonesian).find("\"d") ==
        std::string::npos);
}
