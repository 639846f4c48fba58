#include "io/ingest/consistency_rules.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/io/ingest/source_folder.h"

namespace {

using engine::FamilyCode;
using engine::PersonCode;

struct FamilyAnswer {
  FamilyCode column;
  std::uint8_t code;
};

std::string found(const std::vector<FamilyAnswer>& answers) {
  engine::FamilyRecord family;
  family.codes.fill(engine::kMissingCode);
  for (const auto& [column, code] : answers) family.codes[static_cast<std::size_t>(column)] = code;
  return tests::finding_names(io::family_contradictions(family));
}

struct PersonAnswer {
  PersonCode column;
  std::uint8_t code;
};

std::string found(const char* birth, const std::vector<PersonAnswer>& answers, const char* date = "2022-11-15") {
  engine::PersonRecord person;
  if (*birth != '\0') person.birth = *engine::day_from_iso(birth);
  for (const auto& [column, code] : answers) person.codes[static_cast<std::size_t>(column)] = code;
  const engine::Day at = *date == '\0' ? engine::kNoDate : *engine::day_from_iso(date);
  return tests::finding_names(io::person_contradictions(person, io::UnderTwo::at(at)));
}

}  // namespace

TEST_CASE("consistency: a gas cylinder of 5.5 kg stands for fuel 2 or 3 and the other way round", "[ingest]") {
  const auto kitchen = [](std::uint8_t cylinder, std::uint8_t fuel) {
    return found({{FamilyCode::kGasCylinder, cylinder}, {FamilyCode::kFuel, fuel}});
  };
  for (std::uint8_t fuel = 0; fuel <= 12; ++fuel) {
    CAPTURE(int{fuel});
    const bool elpiji = fuel == 2 || fuel == 3, merged = fuel == 12;
    REQUIRE(kitchen(1, fuel) == (elpiji || merged ? "" : "tabung_gas_tanpa_elpiji"));
    REQUIRE(kitchen(2, fuel) == (elpiji ? "elpiji_tanpa_tabung_gas" : ""));
  }
  REQUIRE(found({{FamilyCode::kGasCylinder, 1}}) == "");
  REQUIRE(found({{FamilyCode::kFuel, 2}}) == "");
}

TEST_CASE("consistency: electric goods need electric light", "[ingest]") {
  for (const FamilyCode goods : {FamilyCode::kFridge, FamilyCode::kAircon, FamilyCode::kWaterHeater,
                                 FamilyCode::kTelevision, FamilyCode::kComputer}) {
    REQUIRE(found({{FamilyCode::kLighting, 4}, {goods, 1}}) == "barang_listrik_tanpa_listrik");
    REQUIRE(found({{FamilyCode::kLighting, 4}, {goods, 2}}) == "");
    REQUIRE(found({{FamilyCode::kLighting, 3}, {goods, 1}}) == "");
    REQUIRE(found({{goods, 1}}) == "");
  }
  REQUIRE(found({{FamilyCode::kLighting, 4}, {FamilyCode::kMotorcycle, 1}}) == "");
  REQUIRE(found({{FamilyCode::kLighting, 4}, {FamilyCode::kSmartphone, 1}}) == "");
}

TEST_CASE("consistency: closet and disposal are given where a toilet is used", "[ingest]") {
  const char* both[] = {"",
                        "",
                        "",
                        "kloset_tanpa_jamban",
                        "kloset_tanpa_jamban pembuangan_tanpa_jamban",
                        "kloset_tanpa_jamban pembuangan_tanpa_jamban"};
  for (std::uint8_t toilet = 1; toilet <= 6; ++toilet) {
    CAPTURE(int{toilet});
    REQUIRE(found({{FamilyCode::kToilet, toilet}, {FamilyCode::kCloset, 1}, {FamilyCode::kSewage, 1}}) ==
            both[toilet - 1]);
    REQUIRE(found({{FamilyCode::kToilet, toilet}}) == "");
  }
  REQUIRE(found({{FamilyCode::kCloset, 1}, {FamilyCode::kSewage, 1}}) == "");
}

TEST_CASE("consistency: disability is asked from the second birthday on", "[ingest]") {
  const std::vector<PersonAnswer> asked = {{PersonCode::kDisabilityMental, 4}};
  REQUIRE(found("2020-11-15", asked) == "");  // two today
  REQUIRE(found("2020-11-16", asked) == "disabilitas_di_bawah_2_tahun");
  REQUIRE(found("2022-11-15", asked) == "disabilitas_di_bawah_2_tahun");
  REQUIRE(found("2022-11-16", asked) == "");  // tanggal_lahir_setelah_acuan says what is wrong
  REQUIRE(found("2022-01-01", {{PersonCode::kSchooling, 23}}) == "");
  REQUIRE(found("", asked) == "");
  REQUIRE(found("2022-01-01", asked, "") == "");
  REQUIRE(found("2022-02-28", asked, "2024-02-29") == "");
  REQUIRE(found("2022-03-01", asked, "2024-02-29") == "disabilitas_di_bawah_2_tahun");
  REQUIRE(found("1900-01-01", asked, "1900-06-01") == "disabilitas_di_bawah_2_tahun");
}

TEST_CASE("consistency: a job needs work and a certificate needs school", "[ingest]") {
  REQUIRE(found("", {{PersonCode::kWorking, 2}, {PersonCode::kSector, 1}}) == "pekerjaan_tanpa_bekerja");
  REQUIRE(found("", {{PersonCode::kWorking, 2}, {PersonCode::kJobStatus, 8}}) == "pekerjaan_tanpa_bekerja");
  REQUIRE(found("", {{PersonCode::kWorking, 1}, {PersonCode::kSector, 1}}) == "");
  REQUIRE(found("", {{PersonCode::kSector, 1}}) == "");
  REQUIRE(found("", {{PersonCode::kAttendance, 1}, {PersonCode::kSchooling, 3}}) == "ijazah_tanpa_sekolah");
  REQUIRE(found("", {{PersonCode::kAttendance, 1}, {PersonCode::kSchooling, 23}}) == "");
  REQUIRE(found("", {{PersonCode::kAttendance, 3}, {PersonCode::kSchooling, 3}}) == "");
  REQUIRE(found("", {{PersonCode::kAttendance, 1}}) == "");
}

TEST_CASE("consistency: contradictions are noted where a row is read", "[ingest]") {
  const tests::SourceFolder folder;
  io::SourceSpec spec;
  spec.name = "uji";
  spec.date = *engine::day_from_iso("2022-11-15");
  spec.families = {folder.write("f.csv",
                                "nomor_kartu_keluarga,kode_desa,aset_bergerak_tabung_gas,bahan_bakar_utama_memasak\n"
                                "1101010203150002,1101012001,1,10\n1101010203150003,1101012001,1,2\n")};
  const auto families = tests::read_families(spec);
  REQUIRE(tests::finding_names(families.findings[0]) == "tabung_gas_tanpa_elpiji");
  REQUIRE(families.findings[1] == 0);
  spec.persons = {folder.write("p.csv",
                               "nik,nomor_kartu_keluarga,nama,jenis_kelamin,tanggal_lahir,kode_desa,status_bekerja,"
                               "lapangan_usaha\n1101010307800001,1101010203150002,BUDI,1,1980-07-03,1101012001,2,1\n")};
  REQUIRE(tests::finding_names(tests::read_persons(spec).findings[0]) == "pekerjaan_tanpa_bekerja");
}
