#include "io/config/decisions_file.h"

#include <catch2/catch.hpp>

#include "engine/error.h"
#include "tests/io/run/small_nation.h"

using Catch::Contains;

namespace {

std::vector<io::SourceConfig> sources() {
  std::vector<io::SourceConfig> all(3);
  all[0].name = "dukcapil";
  all[0].role = io::SourceRole::kRegistry;
  all[1].name = "regsosek";
  all[2].name = "p3ke";
  all[2].one_row_per_person = true;
  return all;
}

std::vector<io::ReviewDecision> read(const std::string& text) {
  const tests::TemporaryFolder folder;
  tests::write_file(folder / "d.csv", text);
  return io::read_decisions({"d.csv", folder / "d.csv"}, sources());
}

const std::string kHeader = "sumber,baris,nik,nik_registri,keputusan\n";
const std::string kA = "3201010101800001", kB = "3201014202850001";

}  // namespace

TEST_CASE("decisions file: decided rows are read, undecided ones passed over", "[config]") {
  const auto decisions = read(
      "sumber,baris,nik,nik_registri,peluang,bobot,tingkat_nik,tingkat_lahir,tingkat_kelamin,tingkat_nama,keputusan\n"
      "regsosek,12," +
      kA + "," + kB +
      ",0.5000,20.000,NIK sama,\"tanggal bawaan, tahun sama\",x,y,sama\n"
      "regsosek,13,," +
      kB +
      ",0.5000,20.000,a,b,c,d,\n"
      "p3ke,1,," +
      kB + ",0.5000,20.000,a,b,c,d,Beda\n");
  REQUIRE(decisions.size() == 2);
  REQUIRE(decisions[0].source == "regsosek");
  REQUIRE(decisions[0].baris == 12);
  REQUIRE(decisions[0].nik == 3201010101800001);
  REQUIRE(decisions[0].registry_nik == 3201014202850001);
  REQUIRE(decisions[0].same);
  REQUIRE(decisions[1].row == 3);
  REQUIRE(decisions[1].nik == 0);
  REQUIRE_FALSE(decisions[1].same);
}

TEST_CASE("decisions file: what a spreadsheet makes of it is read too", "[config]") {
  const auto decisions = read("\xEF\xBB\xBFkeputusan;nik_registri;nik;baris;sumber\r\nSAMA;" + kB + ";" + kA +
                              ";7;regsosek\r\n\r\nsama;" + kB + ";" + kA + ";7;regsosek\r\n");
  REQUIRE(decisions.size() == 1);
  REQUIRE(decisions[0].baris == 7);
}

TEST_CASE("decisions file: a bad cell is refused with row, column, masked value, wish and cure", "[config]") {
  struct Case {
    std::string text, said;
  };
  const std::string ok = "regsosek,12," + kA + "," + kB + ",sama\n";
  const Case cases[] = {
      {kHeader + ok + "regsosek,12," + kA + "," + kB + ",beda\n",
       "row 2, column 'keputusan': seen the same pair decided otherwise (row 1)"},
      {kHeader + ok + "regsosek,12," + kA + "," + kA + ",sama\n",
       "row 2, column 'keputusan': seen another person for the same row of the source (row 1)"},
      {kHeader + "p3ke,1,," + kB + ",sama\np3ke,2,," + kB + ",sama\n", "which has one row a person"},
      {kHeader + "regsosek,12," + kA + "," + kB + ",ya\n",
       "row 1, column 'keputusan': seen **, wanted 'sama', 'beda' or nothing"},
      {kHeader + "regsosek,12,3.2E+15," + kB + ",sama\n", "row 1, column 'nik': seen *******, wanted 16 digits"},
      {kHeader + "regsosek,12," + kA + ",,sama\n", "row 1, column 'nik_registri': seen nothing, wanted 16 digits"},
      {kHeader + "regsosek,0," + kA + "," + kB + ",sama\n", "row 1, column 'baris'"},
      {kHeader + "dtks,1," + kA + "," + kB + ",sama\n", "row 1, column 'sumber': seen ****, wanted a source"},
      {kHeader + "dukcapil,1," + kA + "," + kB + ",sama\n", "row 1, column 'sumber'"},
      {kHeader + "regsosek,12," + kA + ",sama\n", "seen 4 cells, wanted 5"},
      {"sumber,baris,nik,nik_registri\nregsosek,12,,\n", "column 'keputusan': seen no such column"},
      {"sumber,baris,nik,nik_registri,keputusan,keputusann\n", "nearest 'keputusan'"},
      {"sumber,baris,nik,nik,nik_registri,keputusan\n", "two columns of that name"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.said);
    try {
      read(one.text);
      FAIL("the file was not refused");
    } catch (const engine::Error& error) {
      CHECK(error.code() == engine::ExitCode::kInput);
      CHECK(error.place().file == "d.csv");
      CHECK_THAT(error.what(), Contains(one.said) && Contains("Cure: ") && !Contains(kA) && !Contains(kB));
    }
  }
  // Two rows for one person are no contradiction where a source may have second rows.
  REQUIRE(read(kHeader + "regsosek,1,," + kB + ",sama\nregsosek,2,," + kB + ",sama\n").size() == 2);
}

TEST_CASE("decisions file: a review in which somebody has written is told from one that is untouched", "[config]") {
  const tests::TemporaryFolder folder;
  tests::write_file(folder / "empty.csv", kHeader + "regsosek,12,," + kB + ",\n");
  tests::write_file(folder / "filled.csv", kHeader + "regsosek,12,," + kB + ",\nregsosek,13,," + kB + ",?\n");
  REQUIRE_FALSE(io::has_decisions(folder / "empty.csv"));
  REQUIRE(io::has_decisions(folder / "filled.csv"));
  REQUIRE_FALSE(io::has_decisions(folder / "none.csv"));
}
