#include "engine/desil/expenditure_distribution.h"

#include <catch2/catch.hpp>
#include <random>

#include "tests/reference/lift_by_sort.h"
#include "tests/reference/seeds.h"

using engine::ExpenditureTable;
using engine::SurveyedFamily;

TEST_CASE("distribution: a regency has its own, else its province's, else the nation's where that is allowed",
          "[lift]") {
  const ExpenditureTable table{{0, {5000}, {9}}, {11, {5000}, {8}}, {1101, {5000}, {7}}};
  REQUIRE(engine::distribution_for(table, 1101, false) == 2);
  REQUIRE(engine::distribution_for(table, 1102, false) == 1);
  REQUIRE_FALSE(engine::distribution_for(table, 1201, false).has_value());
  REQUIRE(engine::distribution_for(table, 1201, true) == 0);
}

TEST_CASE("distribution: few rows leave a regency to its province, equal rows are no distribution", "[lift]") {
  const std::vector<SurveyedFamily> rows{{1101, 500, 1000}, {1101, 700, 3000}, {1102, 900, 1000},
                                         {1201, 400, 1},    {1201, 400, 1},    {1201, 400, 1}};
  const std::vector<std::uint32_t> shares{2500, 5000, 7500};
  const ExpenditureTable table = engine::expenditure_table(rows, shares, 2);
  // 1102 has one row; 1201 and its province have equal rows; the quantiles of nation and province 11 are all 700.
  REQUIRE(table.size() == 1);
  REQUIRE(table[0] == engine::ExpenditureDistribution{1101, shares, {500, 700, 700}});
}

TEST_CASE("distribution: every quantile of a survey equals a sort of its region", "[lift][reference]") {
  for (const std::uint64_t seed : reference::seeds_with_clock()) {
    INFO("seed " << seed);
    std::mt19937_64 random(seed);
    std::vector<SurveyedFamily> rows(5000);
    for (auto& row : rows) {
      row = {static_cast<std::uint32_t>(1100 + 100 * (random() % 3) + random() % 12), 200'000 + random() % 3'000'000,
             1 + random() % 500'000};
    }
    const std::vector<std::uint32_t> shares{100, 1234, 2500, 5000, 9900};
    const ExpenditureTable table = engine::expenditure_table(rows, shares, 30);
    std::size_t checked = 0;
    for (const auto& distribution : table) {
      std::vector<reference::WeighedValue> region;
      for (const auto& row : rows) {
        const std::uint32_t code = distribution.region;
        if (code != 0 && row.regency != code && row.regency / 100 != code) continue;
        region.push_back({static_cast<std::int64_t>(row.rupiah), static_cast<std::int64_t>(row.weight)});
      }
      const auto wanted = reference::quantiles_by_sort(region, {shares.begin(), shares.end()});
      REQUIRE(std::vector<std::int64_t>(distribution.rupiah.begin(), distribution.rupiah.end()) == wanted);
      ++checked;
    }
    REQUIRE(checked == 1 + 3 + 36);
  }
}
