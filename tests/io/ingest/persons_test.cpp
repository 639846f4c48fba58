#include <catch2/catch.hpp>
#include <string>

#include "tests/io/ingest/source_folder.h"

namespace {

using tests::read_persons;
using tests::SourceFolder;

const std::string kHeader = "nik|nomor_kartu_keluarga|nama|jenis_kelamin|tanggal_lahir|kode_desa\n";
const std::string kGood = "1101010107800001|1101010203150002|H. Budi Santoso, S.Pd|1|1980-07-01|1101012001\n";

io::SourceSpec source_of(io::SourceFile file, bool registry = false) {
  io::SourceSpec spec;
  spec.name = "uji";
  spec.registry = registry;
  spec.persons = {std::move(file)};
  spec.date = *engine::day_from_iso("2022-11-15");
  return spec;
}

}  // namespace

TEST_CASE("persons: a good row becomes a typed record", "[ingest]") {
  const SourceFolder folder;
  const auto table = read_persons(source_of(folder.write("p.csv", kHeader + kGood)));
  REQUIRE(table.rejects.empty());
  REQUIRE(table.rows.size() == 1);
  const engine::PersonRecord& person = table.rows[0];
  REQUIRE(person.nik.value == 1101010107800001);
  REQUIRE(person.kk.value == 1101010203150002);
  REQUIRE(person.row == 1);
  REQUIRE(table.names[0] == "BUDI SANTOSO");
  REQUIRE(person.sex == engine::Sex::kMale);
  REQUIRE(person.birth == engine::day_from_iso("1980-07-01"));
  REQUIRE(io::region_tree().village_code(person.village) == 1101012001);
  REQUIRE(table.totals.quality == std::map<std::string, std::uint64_t>{{"tanggal_lahir_bawaan", 1}});
}

TEST_CASE("persons: each fault of a row has its reason, column and masked value", "[ingest]") {
  struct Case {
    const char *row, *reason, *column, *value;
    bool registry = false;
  };
  const Case cases[] = {
      {"110101010780001|1101010203150002|BUDI|1|1980-07-01|1101012001", "bukan_16_digit", "nik", "11*************"},
      {"3.17101E+15|1101010203150002|BUDI|1|1980-07-01|1101012001", "bukan_16_digit", "nik", "3.*********"},
      {"110101010780000\xEF\xBC\x91|1101010203150002|BUDI|1||", "bukan_16_digit", "nik", "11****************"},
      {"1101010107800001|x|BUDI|1|1980-07-01|1101012001", "bukan_16_digit", "nomor_kartu_keluarga", "*"},
      {"|1101010203150002|BUDI|1|1980-07-01|1101012001", "kosong", "nik", "", true},
      {"1101010107800001||BUDI|1|1980-07-01|1101012001", "kosong", "nomor_kartu_keluarga", "", true},
      {"0000000000000000|1101010203150002|BUDI|1||", "nol", "nik", "00**************", true},
      {"1101010107800001|1101010203150002|123|1||", "kosong", "nama", "***", true},
      {"1101010107800001|1101010203150002|BUDI|3||", "kode_tidak_dikenal", "jenis_kelamin", "3"},
      {"1101010107800001|1101010203150002|BUDI|1|1980-02-30|", "tanggal_tidak_sah", "tanggal_lahir", "19********"},
      {"1101010107800001|1101010203150002|BUDI|1|01/07/1980|", "tanggal_tidak_sah", "tanggal_lahir", "01********"},
      {"1101010107800001|1101010203150002|BUDI|1|1899-12-31|", "tanggal_tidak_sah", "tanggal_lahir", "18********"},
      {"1101010107800001|1101010203150002|BUDI|1||11010120", "bukan_10_digit", "kode_desa", "11******"},
      {"1101010107800001|1101010203150002|BUDI|1||11.01.2001", "bukan_10_digit", "kode_desa", "11********"},
      {"1101010107800001|1101010203150002|BUDI|1|1980-07-01", "jumlah_kolom", "", "11**********************..."},
      {"1101010107800001|1101010203150002|BUDI|1|1980-07-01||", "jumlah_kolom", "", "11**********************..."},
      {"", "baris_kosong", "", ""},
      {"  ", "baris_kosong", "", ""},
      {"|||||", "baris_kosong", "", ""},
      {"|||||", "baris_kosong", "", "", true},
      {" ||\t|\"\"||", "baris_kosong", "", ""},
      {"1101010107800001|1101010203150002|\"BUDI\"S|1||", "kutip_tidak_sah", "", "11**********************..."},
      {"1101010107800001|1101010203150002|BU\xFF"
       "DI|1||",
       "utf8_tidak_sah", "", "11**********************..."},
      {"1101010107800001|1101010203150002|\xC0\xC1|1||", "utf8_tidak_sah", "", "11**********************..."},
  };
  const SourceFolder folder;
  for (const Case& c : cases) {
    INFO(c.row);
    const auto table =
        read_persons(source_of(folder.write("p.csv", kHeader + kGood + c.row + "\n" + kGood), c.registry));
    REQUIRE(table.rejects.size() == 1);
    const engine::Reject& reject = table.rejects[0];
    CHECK(reject.reason == c.reason);
    CHECK(reject.column == c.column);
    CHECK(reject.value == c.value);
    CHECK(reject.row == 2);
    CHECK(reject.byte == kHeader.size() + kGood.size());
    CHECK(reject.source == "uji");
    CHECK(reject.file == "p.csv");
    REQUIRE(table.rows.size() == 2);
    REQUIRE(table.rows[1].row == 3);
    REQUIRE(table.totals.files[0].rows_read == 3);
    REQUIRE(table.totals.files[0].accepted == 2);
    REQUIRE(table.totals.files[0].rejected == 1);
  }
}

TEST_CASE("persons: a value that looks like a code is shown, whatever may be personal is masked", "[ingest]") {
  struct Case {
    std::string cell, value;  // of kode_desa
  };
  const Case cases[] = {
      {"99", "99"},
      {"20.5", "20.5"},
      {"X", "X"},
      {"PAPUA BARAT", "PA*********"},
      {"SITI", "****"},
      {"1980-01-01", "19********"},
      {"081234567890", "08**********"},
      {"-1", "**"},
      {"=1+1", "****"},
      {"@SUM", "****"},
      {"caf\xC3\xA9", "*****"},
      {"1101010107800001", "11**************"},
      {"NIK 1101 0101 0780 0001", "NI*********************"},
  };
  const SourceFolder folder;
  for (const Case& c : cases) {
    INFO(c.cell);
    const auto table = read_persons(source_of(folder.write("p.csv", kHeader + "|||||" + c.cell + "\n")));
    REQUIRE(table.rejects.size() == 1);
    CHECK(table.rejects[0].column == "kode_desa");
    CHECK(table.rejects[0].value == c.value);
  }
}

TEST_CASE("persons: the texts of `missing` are empty cells in every column, before any map of codes", "[ingest]") {
  const SourceFolder folder;
  const std::string header = "nik|nomor_kartu_keluarga|nama|jenis_kelamin|tanggal_lahir|kode_desa|status_kawin\n";
  for (const std::string& text : {std::string("\\N"), std::string("NULL"), std::string("-"), std::string("2")}) {
    INFO(text);
    std::string rows = "1101010107800001|1101010203150002|BUDI|1|1980-07-01|1101012001|1\n";
    const std::size_t columns = 7;
    for (std::size_t c = 0; c < columns; ++c) {  // a row for each column, with the text in it
      std::string row;
      const char* const cells[] = {"1101010107800001", "1101010203150002", "BUDI", "1",
                                   "1980-07-01",       "1101012001",       "1"};
      for (std::size_t i = 0; i < columns; ++i) row += (i > 0 ? "|" : "") + (i == c ? " " + text : cells[i]);
      rows += row + "\n";
    }
    const std::string nothing = text + "||" + text + "|||" + text + "|\n";
    auto spec = source_of(folder.write("p.csv", header + rows + nothing));
    spec.missing = {"\\N", "NULL", "-", "2"};
    spec.codes["status_kawin"] = {{text, 3}};
    const auto table = read_persons(spec);
    REQUIRE(table.rejects.size() == 1);
    REQUIRE(table.rejects[0].reason == "baris_kosong");
    REQUIRE(table.rejects[0].row == columns + 2);
    REQUIRE(table.rows.size() == columns + 1);
    REQUIRE(table.rows[1].nik.value == 0);
    REQUIRE(table.rows[2].kk.value == 0);
    REQUIRE(table.names[3].empty());
    REQUIRE(table.rows[4].sex == engine::Sex::kUnknown);
    REQUIRE(table.rows[5].birth == engine::kNoDate);
    REQUIRE(table.rows[6].village == engine::kUnknownVillage);
    constexpr auto kMarital = static_cast<std::size_t>(engine::PersonCode::kMarital);
    REQUIRE(table.rows[6].codes[kMarital] == 1);
    REQUIRE(table.rows[7].codes[kMarital] == 0);
    for (const char* const finding : {"nik_kosong", "kk_kosong", "nama_kosong", "jenis_kelamin_kosong",
                                      "tanggal_lahir_kosong", "kode_desa_kosong"}) {
      REQUIRE(table.totals.quality.at(finding) == 1);
    }
  }
}

TEST_CASE("persons: a used cell with a control character or line break is rejected, an unused one is not", "[ingest]") {
  const SourceFolder folder;
  const std::string header =
      "nik|nomor_kartu_keluarga|nama|jenis_kelamin|tanggal_lahir|kode_desa|status_kawin|alamat\n";
  const char* const columns[] = {"nik",       "nomor_kartu_keluarga", "nama",  "jenis_kelamin", "tanggal_lahir",
                                 "kode_desa", "status_kawin",         "alamat"};
  for (const char* const inside : {"1\n1", "A\tB", "A\x1b[2JB",
                                   "A\x7f"
                                   "B",
                                   "\x01"}) {
    for (std::size_t i = 0; i < std::size(columns); ++i) {
      CAPTURE(inside, columns[i]);
      // Behind a line break in the first cell stands a whole row: that is a stray quote, not a cell.
      if (i == 0 && std::string_view(inside).find('\n') != std::string_view::npos) continue;
      const std::string before = i == 7 ? "||BUDI|||||" : std::string(i, '|');
      auto spec = source_of(folder.write("p.csv", header + before + "\"" + inside + "\"" + std::string(7 - i, '|') +
                                                      "\n" + kGood.substr(0, kGood.size() - 1) + "||\n"));
      spec.codes["status_kawin"] = {{inside, 1}};
      const auto table = read_persons(spec);
      if (i == 7) {
        REQUIRE(table.rejects.empty());
        continue;
      }
      REQUIRE(table.rejects.size() == 1);
      CHECK(table.rejects[0].reason == "karakter_kendali");
      CHECK(table.rejects[0].column == columns[i]);
      for (const char c : table.rejects[0].value.view()) CHECK((c >= 0x20 && c < 0x7f));
      CHECK(table.rows.size() == 1);
    }
  }
}

TEST_CASE("persons: a record carries the byte where it begins in its file", "[ingest]") {
  const SourceFolder folder;
  const auto spec = source_of(folder.write("p.csv", kHeader + kGood + "\n" + kGood + kGood));
  for (const std::size_t chunk : {1u, 50u, 1u << 20}) {
    const auto table = read_persons(spec, {.chunk_bytes = chunk, .row_limit = 1 << 20, .progress = {}});
    REQUIRE(table.rows.size() == 3);
    REQUIRE(table.rows[0].byte == kHeader.size());
    REQUIRE(table.rows[1].byte == kHeader.size() + kGood.size() + 1);
    REQUIRE(table.rows[2].byte == kHeader.size() + 2 * kGood.size() + 1);
  }
}

TEST_CASE("persons: stray quotes cost their own lines and none between them", "[ingest]") {
  const SourceFolder folder;
  const auto rows = [](int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += "1101010107800001,1101010203150002,BUDI,1,1980-07-01,1101012001\n";
    return text;
  };
  std::string header = kHeader;
  for (char& c : header) c = c == '|' ? ',' : c;
  const std::string opened = "1101010107800001,1101010203150002,\"BUDI,1,1980-07-01,1101012001\n";
  const std::string closed = "1101010107800001,1101010203150002,BUDI\",1,1980-07-01,1101012001\n";
  const auto two_open =
      read_persons(source_of(folder.write("p.csv", header + rows(3) + opened + rows(1'500) + opened + rows(3))));
  REQUIRE(two_open.rows.size() == 1'506);
  REQUIRE(two_open.totals.rejects == std::map<std::string, std::uint64_t>{{"kutip_tidak_sah", 2}});
  const auto one_pair =
      read_persons(source_of(folder.write("p.csv", header + rows(3) + opened + rows(300) + closed + rows(3))));
  REQUIRE(one_pair.rows.size() == 307);
  REQUIRE(one_pair.totals.rejects == std::map<std::string, std::uint64_t>{{"kutip_tidak_sah", 1}});
  REQUIRE(one_pair.rejects[0].row == 4);
  // In sight of each other too: the lines between them are whole rows, and the last is one with a quote.
  const auto near_pair = read_persons(source_of(folder.write("p.csv", header + opened + rows(3) + closed + rows(3))));
  REQUIRE(near_pair.rows.size() == 7);
  REQUIRE(near_pair.totals.rejects == std::map<std::string, std::uint64_t>{{"kutip_tidak_sah", 1}});
}
