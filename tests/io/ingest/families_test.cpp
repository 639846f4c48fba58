#include <catch2/catch.hpp>
#include <string>

#include "engine/store/catalogue.h"
#include "io/ingest/rejects_csv.h"
#include "io/output_file.h"
#include "tests/io/ingest/source_folder.h"

namespace {

using tests::read_families;
using tests::SourceFolder;

io::SourceSpec source_of(io::SourceFile file) {
  io::SourceSpec spec;
  spec.name = "uji";
  spec.families = {std::move(file)};
  return spec;
}

std::uint8_t code(const engine::FamilyRecord& family, engine::FamilyCode column) {
  return family.codes[static_cast<std::size_t>(column)];
}

}  // namespace

TEST_CASE("families: codes, counts and missing cells", "[ingest]") {
  const SourceFolder folder;
  const auto table = read_families(source_of(folder.write("f.csv",
                                                          "nomor_kartu_keluarga;kode_desa;jenis_lantai_terluas;bahan_"
                                                          "bakar_utama_memasak;luas_lantai;jumlah_ternak_sapi;nik\n"
                                                          "1101010203150002;1101012001;10;0;997;0;abaikan\n"
                                                          "1101010203150003;;;;;;\n")));
  REQUIRE(table.rejects.empty());
  REQUIRE(table.rows.size() == 2);
  REQUIRE(code(table.rows[0], engine::FamilyCode::kFloor) == 10);
  REQUIRE(code(table.rows[0], engine::FamilyCode::kFuel) == 0);
  REQUIRE(code(table.rows[0], engine::FamilyCode::kRoof) == engine::kMissingCode);
  REQUIRE(table.rows[0].numbers == std::array<std::uint16_t, 6>{997, 0, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF});
  REQUIRE(code(table.rows[1], engine::FamilyCode::kFloor) == engine::kMissingCode);
  REQUIRE(code(table.rows[1], engine::FamilyCode::kFuel) == engine::kMissingCode);
  REQUIRE(table.rows[1].numbers[0] == engine::kMissingNumber);
  REQUIRE(table.rows[1].village == engine::kUnknownVillage);
  REQUIRE(table.totals.quality.at("kode_desa_kosong") == 1);
  REQUIRE(table.totals.unused_columns == std::vector<std::string>{"nik"});
}

TEST_CASE("families: each wrong value has its reason and column", "[ingest]") {
  struct Case {
    const char *row, *reason, *column;
  };
  const Case cases[] = {
      {";1101012001;1;1;1;0", "kosong", "nomor_kartu_keluarga"},
      {"0000000000000000;1101012001;1;1;1;0", "nol", "nomor_kartu_keluarga"},
      {"11010102031500021;1101012001;1;1;1;0", "bukan_16_digit", "nomor_kartu_keluarga"},
      {"1101010203150002;1101012001;11;1;1;0", "kode_tidak_dikenal", "jenis_lantai_terluas"},
      {"1101010203150002;1101012001;0;1;1;0", "kode_tidak_dikenal", "jenis_lantai_terluas"},
      {"1101010203150002;1101012001;1.0;1;1;0", "kode_tidak_dikenal", "jenis_lantai_terluas"},
      {"1101010203150002;1101012001;-1;1;1;0", "kode_tidak_dikenal", "jenis_lantai_terluas"},
      {"1101010203150002;1101012001;1;13;1;0", "kode_tidak_dikenal", "bahan_bakar_utama_memasak"},
      {"1101010203150002;1101012001;1;1;0;0", "di_luar_rentang", "luas_lantai"},
      {"1101010203150002;1101012001;1;1;998;0", "di_luar_rentang", "luas_lantai"},
      {"1101010203150002;1101012001;1;1;36,5;0", "bukan_angka", "luas_lantai"},
      {"1101010203150002;1101012001;1;1;nan;0", "bukan_angka", "luas_lantai"},
      {"1101010203150002;1101012001;1;1;1e2;0", "bukan_angka", "luas_lantai"},
      {"1101010203150002;1101012001;1;1;1;10000", "di_luar_rentang", "jumlah_ternak_sapi"},
      {"1101010203150002;1101012001;1;1;1;99999999999999999999", "bukan_angka", "jumlah_ternak_sapi"},
      {"x;x;x;x;x;x", "bukan_16_digit", "nomor_kartu_keluarga"},  // the first in the order of the columns
  };
  const SourceFolder folder;
  for (const Case& c : cases) {
    INFO(c.row);
    const auto table = read_families(
        source_of(folder.write("f.csv", std::string("nomor_kartu_keluarga;kode_desa;jenis_lantai_terluas;bahan_bakar_"
                                                    "utama_memasak;luas_lantai;jumlah_ternak_sapi\n") +
                                            c.row + "\n")));
    REQUIRE(table.rejects.size() == 1);
    REQUIRE(table.rejects[0].reason == c.reason);
    REQUIRE(table.rejects[0].column == c.column);
    REQUIRE(table.rows.empty());
  }
}

TEST_CASE("families: a code map translates its texts and leaves other codes alone", "[ingest]") {
  const SourceFolder folder;
  auto spec = source_of(
      folder.write("f.csv",
                   "nomor_kartu_keluarga,kode_desa,jenis_lantai_terluas\n"
                   "1101010203150002,,Tanah\n1101010203150002,,98\n1101010203150002,,2\n1101010203150002,,lain\n"));
  spec.codes["jenis_lantai_terluas"] = {{"Tanah", 8}, {"98", std::nullopt}, {"2", 3}};
  const auto table = read_families(spec);
  REQUIRE(table.rows.size() == 3);
  REQUIRE(code(table.rows[0], engine::FamilyCode::kFloor) == 8);
  REQUIRE(code(table.rows[1], engine::FamilyCode::kFloor) == engine::kMissingCode);
  REQUIRE(code(table.rows[2], engine::FamilyCode::kFloor) == 3);
  REQUIRE(table.rejects.size() == 1);
  REQUIRE(table.rejects[0].reason == "kode_tidak_dikenal");
}

TEST_CASE("families: withdrawn, unknown and BPS village codes", "[ingest]") {
  const SourceFolder folder;
  const std::string text =
      "nomor_kartu_keluarga,kode_desa\n"
      "1101010203150002,9101011002\n"   // withdrawn Merauke
      "1101010203150002,9999999999\n";  // nowhere
  auto spec = source_of(folder.write("f.csv", text));
  const auto table = read_families(spec);
  REQUIRE(table.rows.size() == 2);
  REQUIRE(io::region_tree().village_code(table.rows[0].village) == 9301011002);
  REQUIRE(table.rows[0].village_code == 9101011002);
  REQUIRE(table.rows[1].village == engine::kUnknownVillage);
  REQUIRE(table.findings == std::vector<engine::Findings>{1u << static_cast<int>(io::Quality::kVillageWithdrawn),
                                                          1u << static_cast<int>(io::Quality::kVillageUnknown)});
  REQUIRE(table.totals.quality.at("kode_desa_lama") == 1);
  REQUIRE(table.totals.quality.at("desa_tidak_dikenal") == 1);
  spec.region_codes = io::RegionCodes::kBps2020;
  spec.families = {folder.write(
      "g.csv", "nomor_kartu_keluarga,kode_desa\n1101010203150002,9401040001\n1101010203150002,9999999001\n")};
  const auto bps = read_families(spec);
  REQUIRE(bps.rows[0].village == engine::kUnknownVillage);
  REQUIRE(bps.rows[0].village_code == 9401040001);
  REQUIRE(bps.totals.quality.at("desa_bps") == 1);
  REQUIRE(bps.totals.quality.at("desa_tidak_dikenal") == 1);
}

TEST_CASE("families: rows without any value are blank lines, texts of `missing` are empty cells", "[ingest]") {
  const SourceFolder folder;
  auto spec = source_of(folder.write("f.csv",
                                     "nomor_kartu_keluarga,kode_desa,jenis_lantai_terluas,luas_lantai\n"
                                     "1101010203150002,\\N,\\N,\\N\n"
                                     ",,,\n"
                                     "\\N,,\\N,\n"
                                     "\\N,1101012001,8,36\n"));
  spec.missing = {"\\N"};
  const auto table = read_families(spec);
  REQUIRE(table.rows.size() == 1);
  REQUIRE(table.rows[0].village == engine::kUnknownVillage);
  for (const std::uint8_t code : table.rows[0].codes) REQUIRE(code == engine::kMissingCode);
  for (const std::uint16_t count : table.rows[0].numbers) REQUIRE(count == engine::kMissingNumber);
  REQUIRE(table.rejects.size() == 3);
  REQUIRE(table.rejects[0].reason == "baris_kosong");
  REQUIRE(table.rejects[1].reason == "baris_kosong");
  REQUIRE(table.rejects[2].reason == "kosong");
  REQUIRE(table.rejects[2].column == "nomor_kartu_keluarga");
}

TEST_CASE("flag lists: keys by NIK or KK, rejects with their row", "[ingest]") {
  const SourceFolder folder;
  io::FlagSpec spec;
  spec.name = "meninggal";
  spec.file = folder.write("m.csv", "nik\n1101010107800001\n\n\"1101010107800002\"\nx\n1101010107800001");
  const io::FlagList list = io::read_flag_list(spec);
  REQUIRE(list.keys == std::vector<std::uint64_t>{1101010107800001, 1101010107800002, 1101010107800001});
  REQUIRE(list.rejects.size() == 2);
  REQUIRE(list.rejects[0].reason == "baris_kosong");
  REQUIRE(list.rejects[0].row == 2);
  REQUIRE(list.rejects[1].reason == "bukan_16_digit");
  REQUIRE(list.rejects[1].row == 4);
  REQUIRE(list.totals.files[0].rows_read == 5);
  spec.by_kk = true;
  spec.file = folder.write("k.csv", "alamat|nomor_kartu_keluarga\nJl. A|1101010203150002\n");
  REQUIRE(io::read_flag_list(spec).keys == std::vector<std::uint64_t>{1101010203150002});
}

TEST_CASE("rejects.csv: one quoted line per reject in the order given", "[ingest]") {
  const SourceFolder folder;
  io::OutputFile file(folder.path() + "/rejects.csv");
  io::write_rejects_header(file);
  io::write_rejects(file, {{"uji", "a,b.csv", 7, 120, "nik", "bukan_16_digit", "3.*********"},
                           {"uji", "f.csv", 1, 0, "", "jumlah_kolom", "=********"}});
  file.commit();
  std::ifstream in(folder.path() + "/rejects.csv");
  const std::string text((std::istreambuf_iterator<char>(in)), {});
  REQUIRE(text ==
          "sumber,berkas,baris,byte,kolom,alasan,nilai\n"
          "uji,\"a,b.csv\",7,120,nik,bukan_16_digit,3.*********\n"
          "uji,f.csv,1,0,,jumlah_kolom,*********\n");
}
