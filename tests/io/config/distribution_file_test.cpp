#include "io/config/distribution_file.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "engine/error.h"
#include "io/regions/region_tree.h"

namespace {

using Catch::Contains;

const std::string kHeader = "kode_kabupaten,persentil,pengeluaran_per_kapita\n";

engine::ExpenditureTable parse(const std::string& text) {
  return io::parse_distribution(text, "distribution.csv", io::region_tree());
}

}  // namespace

TEST_CASE("distribution file: rows and columns in any order, any delimiter, percent points of two decimals",
          "[modes]") {
  const engine::ExpenditureTable table = parse(
      "\xEF\xBB\xBFpersentil;pengeluaran_per_kapita;kode_kabupaten\r\n50;900000;1101\r\n\r\n12.5;500000;\"1101\"\r\n"
      "7.05;450000;1101\r\n10;1;ID\r\n20;2;ID\r\n 10 ; 3 ; 11 \r\n20;4;11");
  REQUIRE(table == engine::ExpenditureTable{{0, {1000, 2000}, {1, 2}},
                                            {11, {1000, 2000}, {3, 4}},
                                            {1101, {705, 1250, 5000}, {450'000, 500'000, 900'000}}});
}

TEST_CASE("distribution file: what is written reads as the same table", "[modes]") {
  const engine::ExpenditureTable table{{0, {1, 9999}, {5, 5'000'000}}, {1101, {705, 1250, 5000}, {4, 5, 6}}};
  const std::string text = io::distribution_csv(table);
  REQUIRE(text == kHeader + "ID,0.01,5\nID,99.99,5000000\n1101,7.05,4\n1101,12.5,5\n1101,50,6\n");
  REQUIRE(parse(text) == table);
}

TEST_CASE("distribution file: faults are refused with row, column, seen, wanted and cure", "[modes]") {
  struct Case {
    std::string text;
    std::uint64_t row;
    std::string column, message;
  };
  const std::vector<Case> cases = {
      {"", 1, "", "the file is empty, wanted the columns 'kode_kabupaten', 'persentil' or 'pengeluaran_per_kapita'"},
      {"kode_kabupaten,persentil,pengeluaran\n", 1, "pengeluaran", "an unknown column"},
      {"kode_kabupaten,persentil\n", 1, "pengeluaran_per_kapita", "stands 0 times"},
      {kHeader, 1, "", "no row behind the header"},
      {kHeader + "1101,5\n", 2, "", "seen 2 cells, wanted 3"},
      {kHeader + "9999,5,1\n", 2, "kode_kabupaten", "seen '9999', wanted the Kemendagri code of a regency"},
      {kHeader + "1,5,1\n", 2, "kode_kabupaten", "seen '1'"},
      {kHeader + "id,5,1\n", 2, "kode_kabupaten", "seen 'id'"},
      {kHeader + "1101,0,1\n", 2, "persentil", "seen '0', wanted a percent above 0 and below 100"},
      {kHeader + "1101,100,1\n", 2, "persentil", "seen '100'"},
      {kHeader + "1101,5.123,1\n", 2, "persentil", "seen '5.123'"},
      {kHeader + "1101,5.,1\n", 2, "persentil", "seen '5.'"},
      {kHeader + "1101,p5,1\n", 2, "persentil", "seen 'p5'"},
      {kHeader + "1101,5,0\n", 2, "pengeluaran_per_kapita", "seen '0', wanted whole rupiah"},
      {kHeader + "1101,5,1.000\n", 2, "pengeluaran_per_kapita", "seen '1.000'"},
      {kHeader + "1101,5,-4\n", 2, "pengeluaran_per_kapita", "seen '-4'"},
      {kHeader + "1101,5,9\n1101,5.0,9\n", 3, "persentil",
       "seen the point 5 of 1101 a second time, the first is in row 2"},
      {kHeader + "1101,5,9\n", 2, "persentil", "seen 1 points of 1101, wanted 2 to 250"},
      {kHeader + "1101,9,8\n1101,5,9\n", 2, "pengeluaran_per_kapita",
       "seen 8, less than the 9 of a lower point of 1101"},
      {kHeader + "1101,5,9\n1101,9,9\n", 2, "pengeluaran_per_kapita", "seen 9 at every point of 1101"},
  };
  for (const Case& one : cases) {
    INFO(one.text);
    try {
      parse(one.text);
      FAIL("accepted");
    } catch (const engine::Error& error) {
      CHECK(error.code() == engine::ExitCode::kInput);
      CHECK(error.place().row == one.row);
      CHECK(error.place().column == one.column);
      CHECK_THAT(error.what(), Contains(one.message) && Contains("Cure: ") && Contains("distribution.csv: row "));
    }
  }
}

TEST_CASE("distribution file: a missing file is refused by name", "[modes]") {
  REQUIRE_THROWS_WITH(io::read_distribution("/nowhere/d.csv", "d.csv", io::region_tree()),
                      Contains("/nowhere/d.csv: the distribution of expenditure is missing"));
}
