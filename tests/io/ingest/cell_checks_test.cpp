#include <catch2/catch.hpp>
#include <string>

#include "engine/error.h"
#include "io/ingest/date_format.h"
#include "io/ingest/number_checks.h"
#include "tests/io/ingest/source_folder.h"

namespace {

std::string read_date(const std::string& format, std::string_view text) {
  const auto date = io::DateFormat(format, "uji").read(text);
  if (!date) return "none";
  return std::to_string(date->year) + "-" + std::to_string(date->month) + "-" + std::to_string(date->day);
}

}  // namespace

TEST_CASE("date_format: reads exactly what the format says", "[ingest]") {
  struct Case {
    const char *format, *text, *date;
  };
  const Case cases[] = {
      {"%Y-%m-%d", "1980-07-01", "1980-7-1"},
      {"%Y-%m-%d", "1980-7-1", "none"},
      {"%Y-%m-%d", "1980-07-01 ", "none"},
      {"%Y-%m-%d", "1980/07/01", "none"},
      {"%Y-%m-%d", "1980-07-0a", "none"},
      {"%Y-%m-%d", "+980-07-01", "none"},
      {"%Y-%m-%d", "", "none"},
      {"%d/%m/%Y", "01/07/1980", "1980-7-1"},
      {"%d/%m/%Y", "1/7/1980", "1980-7-1"},
      {"%d/%m/%Y", "1/7/80", "none"},
      {"%d/%m/%Y", "1/7/19800", "none"},
      {"%d/%m/%Y", "1/7/", "none"},
      {"%d/%m/%Y", "/7/1980", "none"},
      {"%d/%m/%Y", "001/7/1980", "none"},
      {"%m.%d.%Y", "7.31.1980", "1980-7-31"},
      {"%Y%m%d", "19800701", "1980-7-1"},
      {"%Y%m%d", "1980701", "none"},
      {"%d%m%Y", "01071980", "1980-7-1"},
      {"%d %m %Y", "1 7 1980", "1980-7-1"},
  };
  for (const Case& c : cases) {
    INFO(c.format << " reads " << c.text);
    REQUIRE(read_date(c.format, c.text) == c.date);
  }
  for (const char* format : {"", "%Y-%m", "%Y-%m-%d-%d", "%y-%m-%d", "%Y-%m-%dT", "%Y-%m-%"}) {
    INFO(format);
    REQUIRE_THROWS_AS(io::DateFormat(format, "uji"), engine::Error);
  }
}

TEST_CASE("date_format: months by name, in Indonesian and English, short and long", "[ingest]") {
  struct Case {
    const char *format, *text, *date;
  };
  const Case cases[] = {
      {"%d-%b-%Y", "01-Jul-1980", "1980-7-1"},
      {"%d-%b-%Y", "1-JULI-1980", "1980-7-1"},
      {"%d %B %Y", "7 Agustus 1980", "1980-8-7"},
      {"%d %B %Y", "7 Agu 1980", "1980-8-7"},
      {"%d %b %Y", "7 Ags 1980", "1980-8-7"},
      {"%d %b %Y", "7 mei 1980", "1980-5-7"},
      {"%d %b %Y", "7 May 1980", "1980-5-7"},
      {"%d %b %Y", "7 Okt 1980", "1980-10-7"},
      {"%d %b %Y", "7 October 1980", "1980-10-7"},
      {"%d %b %Y", "31 Desember 1980", "1980-12-31"},
      {"%d %b %Y", "7 Peb 1980", "none"},
      {"%d %b %Y", "7 J 1980", "none"},
      {"%d %b %Y", "7  1980", "none"},
      {"%d %b %Y", "7 08 1980", "none"},
      {"%d-%b-%Y", "7 Agu 1980", "none"},
      {"%d %b %Y", "7 Agu 80", "none"},
      {"%d%b%Y", "07Agu1980", "1980-8-7"},
      {"%d%b%Y", "7Agu1980", "none"},
      {"%b %d %Y", "Sept 7 1980", "1980-9-7"},
  };
  for (const Case& c : cases) {
    INFO(c.format << " reads " << c.text);
    REQUIRE(read_date(c.format, c.text) == c.date);
  }
  const char* names[] = {"Januari", "Februari", "Maret",     "April",   "Mei",      "Juni",
                         "Juli",    "Agustus",  "September", "Oktober", "November", "Desember"};
  for (int month = 1; month <= 12; ++month) {
    const std::string name = names[month - 1], wanted = "1980-" + std::to_string(month) + "-7";
    REQUIRE(read_date("%d %b %Y", "7 " + name + " 1980") == wanted);
    REQUIRE(read_date("%d %b %Y", "7 " + name.substr(0, 3) + " 1980") == wanted);
  }
}

TEST_CASE("date_format: the first format that fits a text reads it, and no other one guesses", "[ingest]") {
  const io::DateFormat formats(std::vector<std::string>{"%d/%m/%Y", "%Y-%m-%d", "%d %b %Y"}, "uji");
  const auto read = [&](std::string_view text) {
    const auto date = formats.read(text);
    return date ? std::to_string(date->year) + "-" + std::to_string(date->month) + "-" + std::to_string(date->day)
                : "none";
  };
  REQUIRE(read("1/7/1980") == "1980-7-1");
  REQUIRE(read("1980-07-01") == "1980-7-1");
  REQUIRE(read("1980-7-1") == "none");  // the ISO form stays exact
  REQUIRE(read("1 Juli 1980") == "1980-7-1");
  REQUIRE(read("1.7.1980") == "none");
  REQUIRE(read("7/31/1980") == "1980-31-7");  // no day of the calendar, and so a reject
  for (const auto& pair : std::vector<std::vector<std::string>>{
           {"%d/%m/%Y", "%m/%d/%Y"}, {"%Y%m%d", "%d%m%Y"}, {"%d %b %Y", "%d %B %Y"}, {"%d/%m/%Y", "%d/%m/%Y"}, {}}) {
    REQUIRE_THROWS_AS(io::DateFormat(pair, "uji"), engine::Error);
  }
  REQUIRE_NOTHROW(io::DateFormat(std::vector<std::string>{"%d/%m/%Y", "%d-%m-%Y", "%Y%m%d"}, "uji"));
}

TEST_CASE("number_checks: place, date and serial of a NIK and KK", "[ingest]") {
  const auto nik = [](std::uint64_t value, bool area = true) { return io::check_nik({value}, area); };
  REQUIRE_FALSE(nik(1101010107800001).date_impossible);
  REQUIRE_FALSE(nik(1101014107800001).date_impossible);  // a woman's day is 40 higher
  REQUIRE_FALSE(nik(1101012902000001).date_impossible);  // 29 February 2000
  REQUIRE_FALSE(nik(1101012902800001).date_impossible);
  REQUIRE(nik(1101012902810001).date_impossible);
  REQUIRE(nik(1101013102800001).date_impossible);
  REQUIRE(nik(1101014007800001).date_impossible);  // day 40 is neither
  REQUIRE(nik(1101017207800001).date_impossible);
  REQUIRE(nik(1101010013800001).date_impossible);
  REQUIRE(nik(1101014007800001).day_invalid);
  REQUIRE(nik(1101013200800001).day_invalid);
  REQUIRE_FALSE(nik(1101013102800001).day_invalid);  // 31 February: each part alone is good
  REQUIRE_FALSE(nik(1101013102800001).month_invalid);
  REQUIRE_FALSE(nik(1101017107800001).day_invalid);
  REQUIRE(nik(1101010113800001).month_invalid);
  REQUIRE(nik(1101010100800001).month_invalid);
  REQUIRE(nik(1101010113800001).date_impossible);
  REQUIRE_FALSE(nik(1101010113800001).day_invalid);
  REQUIRE(io::check_kk({1101014107120001}, true).day_invalid);
  REQUIRE(nik(1101010107800000).serial_zero);
  REQUIRE(nik(1101010107800001, false).area_unknown);
  REQUIRE(io::check_kk({1101014107120001}, true).date_impossible);
  REQUIRE(io::area_of(1101010107800001) == 110101);
  REQUIRE(io::nik_contradicts_sex({1101014107800001}, engine::Sex::kMale));
  REQUIRE_FALSE(io::nik_contradicts_sex({1101014107800001}, engine::Sex::kFemale));
  REQUIRE_FALSE(io::nik_contradicts_sex({1101014107800001}, engine::Sex::kUnknown));
  REQUIRE_FALSE(io::nik_contradicts_birth({1101014107800001}, {1980, 7, 1}));
  REQUIRE(io::nik_contradicts_birth({1101014107800001}, {1980, 7, 2}));
  REQUIRE(io::nik_contradicts_birth({1101014107800001}, {1981, 7, 1}));
  REQUIRE_FALSE(io::nik_contradicts_birth({1101013102800001}, {1980, 7, 1}));  // its date is impossible anyway
}

TEST_CASE("quality: a withdrawn area is a note and no unknown area", "[ingest]") {
  const tests::SourceFolder folder;
  io::SourceSpec spec;
  spec.name = "uji";
  spec.persons = {folder.write("p.csv",
                               "nik,nomor_kartu_keluarga,nama,jenis_kelamin,tanggal_lahir,kode_desa\n"
                               "9101010307800001,9101010203150002,BUDI,1,1980-07-03,1101012001\n"
                               "1101010307800001,1101010203150002,BUDI,1,1980-07-03,1101012001\n")};
  const auto table = tests::read_persons(spec);
  REQUIRE(tests::finding_names(table.findings[0]) == "kk_wilayah_lama nik_wilayah_lama");
  REQUIRE(table.findings[1] == 0);
}

TEST_CASE("quality: odd but usable rows are accepted and counted by finding", "[ingest]") {
  const tests::SourceFolder folder;
  io::SourceSpec spec;
  spec.name = "uji";
  spec.date = *engine::day_from_iso("2022-11-15");
  spec.persons = {folder.write("p.csv",
                               "nik,nomor_kartu_keluarga,nama,jenis_kelamin,tanggal_lahir,kode_desa\n"
                               ",,-,,,\n"
                               "0000000000000000,0000000000000000,BUDI,1,1990-05-06,1101012001\n"
                               "9999990107800001,9999990203150002,BUDI,1,1980-07-01,1101019999\n"
                               "1101013102800000,1101013002150000,BUDI,1,1980-12-31,9101011002\n"
                               "1101010107800001,1101010203150002,BUDI,2,1980-07-02,1101012001\n"
                               "1101010107230001,1101010203150002,BUDI,1,2023-07-01,1101012001\n")};
  const auto table = tests::read_persons(spec);
  REQUIRE(table.rejects.empty());
  REQUIRE(table.rows.size() == 6);
  const std::map<std::string, std::uint64_t> wanted = {
      {"nik_kosong", 1},
      {"nik_nol", 1},
      {"kk_kosong", 1},
      {"kk_nol", 1},
      {"nama_kosong", 1},
      {"tanggal_lahir_kosong", 1},
      {"jenis_kelamin_kosong", 1},
      {"kode_desa_kosong", 1},
      {"desa_tidak_dikenal", 1},
      {"kode_desa_lama", 1},
      {"tanggal_lahir_bawaan", 3},
      {"tanggal_lahir_setelah_acuan", 1},
      {"nik_wilayah_tidak_dikenal", 1},
      {"nik_tanggal_mustahil", 1},
      {"nik_serial_0000", 1},
      {"nik_kelamin_berbeda", 1},
      {"nik_tanggal_lahir_berbeda", 1},
      {"kk_wilayah_tidak_dikenal", 1},
      {"kk_tanggal_mustahil", 1},
      {"kk_serial_0000", 1},
  };
  REQUIRE(table.totals.quality == wanted);
  REQUIRE(table.rows[1].nik.value == 0);
  const io::RegionFindings& regions = table.totals.regions;
  const std::size_t nowhere = io::unknown_place(io::region_tree());
  REQUIRE(regions.rows(0) == 4);  // Aceh Selatan, the first regency; an unknown village of it too
  REQUIRE(regions.rows(0, io::Quality::kVillageUnknown) == 1);
  REQUIRE(regions.rows(nowhere) == 1);
  REQUIRE(regions.rows(nowhere, io::Quality::kNikEmpty) == 1);
  REQUIRE(tests::finding_names(table.findings[3]) ==
          "kk_serial_0000 kk_tanggal_mustahil kode_desa_lama nik_serial_0000 nik_tanggal_mustahil "
          "tanggal_lahir_bawaan");
}
