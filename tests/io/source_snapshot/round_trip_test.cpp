#include <catch2/catch.hpp>
#include <random>

#include "engine/error.h"
#include "engine/parallel.h"
#include "tests/io/source_snapshot/stored_source.h"

using tests::lines_of;
using tests::read_families;
using tests::read_persons;
using tests::SourceFolder;
using tests::with_test_key;

namespace {

constexpr char kHeader[] =
    "nik,nomor_kartu_keluarga,nama,jenis_kelamin,tanggal_lahir,kode_desa,status_kawin,lapangan_usaha\n";

io::SourceSpec spec_of(std::vector<io::SourceFile> persons) {
  io::SourceSpec spec;
  spec.name = "regsosek";
  spec.persons = std::move(persons);
  spec.date = *engine::day_from_iso("2022-11-15");
  return spec;
}

std::string digits(std::uint64_t value, std::size_t count) {
  std::string text(count, '0');
  for (std::size_t i = count; i > 0; --i, value /= 10) text[i - 1] = static_cast<char>('0' + value % 10);
  return text;
}

// Rows with every kind of cell: missing, odd, withdrawn and unknown villages, other letters, rejects between.
std::string mixed_rows(std::size_t rows, unsigned seed) {
  std::mt19937 random(seed);
  const auto one_of = [&](std::initializer_list<const char*> texts) {
    return std::string(texts.begin()[random() % texts.size()]);
  };
  std::string text;
  for (std::size_t i = 0; i < rows; ++i) {
    text +=
        random() % 9 == 0 ? one_of({"", "0000000000000000", "123"}) : "32010141" + digits(random() % 100'000'000, 8);
    text += "," + (random() % 9 == 0 ? std::string() : "3201010202" + digits(random() % 1'000'000, 6));
    text +=
        "," + one_of({"BUDI SANTOSO", "SITI AMINAH, S.PD.", "", "Ñoña O'Neil", "M. \"UCOK\" LUBIS", "7", "YU-NG 李"});
    if (text.find_last_of(',') != std::string::npos) {
      const std::size_t at = text.find_last_of('\n') + 1;
      std::string line = text.substr(at);
      // Quote the name where it needs it.
      const std::size_t second = line.find(',', line.find(',') + 1);
      std::string name = line.substr(second + 1);
      if (name.find_first_of(",\"") != std::string::npos) {
        std::string quoted = "\"";
        for (const char c : name) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
        text = text.substr(0, at) + line.substr(0, second + 1) + quoted + "\"";
      }
    }
    text += "," + one_of({"1", "2", "L", "P", "", "9"});
    text += "," + one_of({"1980-07-01", "1990-02-28", "", "2025-01-01", "1990-02-31"});
    text += "," + one_of({"3201012001", "", "9999999999", "9101012001", "3273012001"});
    text += "," + one_of({"1", "", "5"}) + "," + one_of({"26", "", "3"}) + "\n";
  }
  return text;
}

// The rows and soft findings alone: files and rejects are those of the text.
std::vector<std::string> row_lines(tests::PersonTable table) {
  table.rejects.clear();
  table.totals.files.clear();
  table.totals.rejects.clear();
  return lines_of(table);
}

}  // namespace

TEST_CASE("source snapshot: persons come back as they were read from text, for any number of threads",
          "[source_snapshot]") {
  const SourceFolder folder;
  const io::SourceSpec text = spec_of({folder.write("p.csv", kHeader + mixed_rows(5'000, 1))});
  const tests::PersonTable wanted = read_persons(text);
  REQUIRE(wanted.rows.size() > 1'000);
  REQUIRE(wanted.rejects.size() > 500);
  for (const int threads : {1, 2, 3, 8}) {
    engine::set_threads(threads);
    const auto stored = spec_of({store_persons(folder, text, "p" + std::to_string(threads) + ".desil")});
    const tests::PersonTable found = read_persons(stored, with_test_key());
    CAPTURE(threads);
    REQUIRE(row_lines(found) == row_lines(wanted));
    REQUIRE(found.rejects.empty());
    REQUIRE(found.totals.files.size() == 1);
    REQUIRE(found.totals.files[0].rows_read == wanted.rows.size());
    REQUIRE(found.totals.files[0].accepted == wanted.rows.size());
    REQUIRE(found.totals.files[0].records == 5'000);
  }
  engine::set_threads(0);
}

TEST_CASE("source snapshot: a source is the same from one snapshot, from several, and stored again",
          "[source_snapshot]") {
  const SourceFolder folder;
  const std::string first = mixed_rows(700, 2), second = mixed_rows(900, 3);
  const io::SourceSpec whole =
      spec_of({folder.write("a.csv", kHeader + first), folder.write("b.csv", kHeader + second)});
  const auto wanted = row_lines(read_persons(whole));
  const auto a = store_persons(folder, spec_of({whole.persons[0]}), "a.desil");
  const auto b = store_persons(folder, spec_of({whole.persons[1]}), "b.desil");
  REQUIRE(row_lines(read_persons(spec_of({a, b}), with_test_key())) == wanted);
  const auto again = store_persons(folder, spec_of({a, b}), "again.desil");
  REQUIRE(row_lines(read_persons(spec_of({again}), with_test_key())) == wanted);
}

TEST_CASE("source snapshot: a source without rows has a snapshot without rows", "[source_snapshot]") {
  const SourceFolder folder;
  const io::SourceSpec text = spec_of({folder.write("p.csv", kHeader)});
  const auto stored = store_persons(folder, text, "p.desil");
  const tests::PersonTable found = read_persons(spec_of({stored}), with_test_key());
  REQUIRE(found.rows.empty());
  REQUIRE(found.totals.files.at(0).rows_read == 0);
  const auto rows = folder.write("q.csv", kHeader + mixed_rows(50, 4));
  const auto behind = store_persons(folder, spec_of({rows}), "q.desil");
  REQUIRE(row_lines(read_persons(spec_of({stored, behind}), with_test_key())) ==
          row_lines(read_persons(spec_of({rows}))));
}

TEST_CASE("source snapshot: every code column comes back whether the file has it or not", "[source_snapshot]") {
  const SourceFolder folder;
  const std::string needed = "nik,nomor_kartu_keluarga,nama,jenis_kelamin,tanggal_lahir,kode_desa";
  const std::string cells = "3201014107800001,3201010202120002,SITI,2,1980-07-01,3201012001";
  std::string all_names = needed, all_cells = cells;
  for (const engine::CodedColumn& column : engine::person_codes()) {
    all_names += "," + std::string(column.name);
    all_cells += "," + std::to_string(column.highest);
    const io::SourceSpec one = spec_of({folder.write("one.csv", needed + "," + std::string(column.name) + "\n" + cells +
                                                                    "," + std::to_string(column.lowest) + "\n")});
    CAPTURE(column.name);
    const auto stored = store_persons(folder, one, "one.desil");
    REQUIRE(row_lines(read_persons(spec_of({stored}), with_test_key())) == row_lines(read_persons(one)));
  }
  // A column that only the second file has is empty in the rows of the first.
  const io::SourceSpec both = spec_of({folder.write("none.csv", needed + "\n" + cells + "\n"),
                                       folder.write("all.csv", all_names + "\n" + all_cells + "\n")});
  const auto stored = store_persons(folder, both, "both.desil");
  const tests::PersonTable found = read_persons(spec_of({stored}), with_test_key());
  REQUIRE(row_lines(found) == row_lines(read_persons(both)));
  REQUIRE(found.rows.at(0).codes[3] == 0);
  REQUIRE(found.rows.at(1).codes[3] == engine::person_codes()[3].highest);
}

TEST_CASE("source snapshot: village codes keep their system, whatever the run file says later", "[source_snapshot]") {
  const SourceFolder folder;
  io::SourceSpec text = spec_of({folder.write("p.csv", kHeader + mixed_rows(200, 5))});
  text.region_codes = io::RegionCodes::kBps2020;
  const auto stored = store_persons(folder, text, "p.desil");
  REQUIRE(row_lines(read_persons(spec_of({stored}), with_test_key())) == row_lines(read_persons(text)));
  const auto other = store_persons(folder, spec_of({text.persons[0]}), "other.desil");
  REQUIRE_THROWS_WITH(read_persons(spec_of({stored, other}), with_test_key()),
                      Catch::Contains("its village codes are of another system than those of p.desil"));
}

TEST_CASE("source snapshot: what was said of the text may still stand in the run file", "[source_snapshot]") {
  const SourceFolder folder;
  io::SourceSpec text = spec_of({folder.write("p.csv",
                                              "nik,kk,nama,jenis_kelamin,tanggal_lahir,kode_desa,catatan\n"
                                              "3201014107800001,3201010202120002,Ni\xF1"
                                              "a,F,01/07/1980,3201012001,x\n")});
  text.columns["nomor_kartu_keluarga"] = "kk";
  text.ignore = {"catatan"};
  text.date_format = "%d/%m/%Y";
  text.encoding = io::Encoding::kLatin1;
  text.codes["jenis_kelamin"] = {{"F", 2}};
  const auto wanted = row_lines(read_persons(text));
  io::SourceSpec stored = text;
  stored.persons = {store_persons(folder, text, "p.desil")};
  REQUIRE(read_persons(stored, with_test_key()).written.at(0) ==
          "Ni\xC3\xB1"
          "a");
  REQUIRE(row_lines(read_persons(stored, with_test_key())) == wanted);
}

TEST_CASE("source snapshot: as a registry it rejects the rows that the text of a registry would lose",
          "[source_snapshot]") {
  const SourceFolder folder;
  const io::SourceSpec text = spec_of({folder.write("p.csv", kHeader + mixed_rows(400, 6))});
  io::SourceSpec registry = text, stored = text;
  registry.registry = stored.registry = true;
  stored.persons = {store_persons(folder, text, "p.desil")};
  const tests::PersonTable wanted = read_persons(registry), found = read_persons(stored, with_test_key());
  tests::PersonTable bare_wanted = wanted, bare_found = found;
  for (tests::PersonTable* table : {&bare_wanted, &bare_found}) table->totals.quality.clear();
  REQUIRE(row_lines(bare_found) == row_lines(bare_wanted));
  REQUIRE(found.totals.files[0].rejected == found.rejects.size());
  REQUIRE(found.totals.files[0].rows_read == found.rows.size() + found.rejects.size());
  std::map<std::uint64_t, std::string> reasons;
  for (const engine::Reject& reject : wanted.rejects) reasons[reject.row] = reject.column + " " + reject.reason;
  REQUIRE(found.rejects.size() > 50);
  for (const engine::Reject& reject : found.rejects)
    REQUIRE(reasons.at(reject.row) == reject.column + " " + reject.reason);
}

TEST_CASE("source snapshot: families come back as they were read from text", "[source_snapshot]") {
  const SourceFolder folder;
  io::SourceSpec text;
  text.name = "regsosek";
  std::string header = "nomor_kartu_keluarga,kode_desa";
  for (const auto& column : engine::family_codes()) header += "," + std::string(column.name);
  for (const auto& column : engine::family_numbers()) header += "," + std::string(column.name);
  std::mt19937 random(7);
  std::string rows;
  for (int i = 0; i < 3'000; ++i) {
    rows += (random() % 20 == 0 ? "12" : "3201010202" + digits(random() % 1'000'000, 6));
    rows += random() % 3 == 0 ? ",9101012001" : random() % 2 == 0 ? "," : ",3201012001";
    for (const auto& column : engine::family_codes())
      rows += random() % 3 == 0
                  ? ","
                  : "," + std::to_string(column.lowest + random() % (column.highest - column.lowest + 1u));
    for (const auto& column : engine::family_numbers())
      rows += random() % 3 == 0
                  ? ","
                  : "," + std::to_string(column.lowest + random() % (column.highest - column.lowest + 1u));
    rows += "\n";
  }
  text.families = {folder.write("f.csv", header + "\n" + rows)};
  io::SourceSpec stored = text;
  stored.families = {store_families(folder, text, "f.desil")};
  const tests::FamilyTable wanted = read_families(text), found = read_families(stored, with_test_key());
  REQUIRE(wanted.rows.size() > 2'000);
  REQUIRE(found.rows.size() == wanted.rows.size());
  std::size_t different = 0;
  for (std::size_t i = 0; i < wanted.rows.size(); ++i) {
    const engine::FamilyRecord &a = wanted.rows[i], &b = found.rows[i];
    different += a.kk != b.kk || a.row != b.row || a.village_code != b.village_code || a.village != b.village ||
                 a.codes != b.codes || a.numbers != b.numbers || wanted.findings[i] != found.findings[i];
  }
  REQUIRE(different == 0);
  REQUIRE(found.totals.quality == wanted.totals.quality);
}

TEST_CASE("source snapshot: text and snapshots in one list are refused with the cure", "[source_snapshot]") {
  const SourceFolder folder;
  const io::SourceSpec text = spec_of({folder.write("p.csv", kHeader + mixed_rows(5, 8))});
  const auto stored = store_persons(folder, text, "p.desil");
  REQUIRE_THROWS_WITH(read_persons(spec_of({stored, text.persons[0]}), with_test_key()),
                      Catch::Contains("p.csv: text in one list with the snapshot p.desil"));
}

TEST_CASE("source snapshot: a snapshot is known by its first bytes, and by its name where these are damaged",
          "[source_snapshot]") {
  const SourceFolder folder;
  const io::SourceSpec text = spec_of({folder.write("p.csv", kHeader + mixed_rows(20, 9))});
  const auto stored = store_persons(folder, text, "p.desil");
  std::string bytes = tests::bytes_of_file(stored.path);
  REQUIRE(row_lines(read_persons(spec_of({folder.write("renamed.csv", bytes)}), with_test_key())) ==
          row_lines(read_persons(text)));
  bytes[1] = 'X';
  try {
    read_persons(spec_of({folder.write("damaged.desil", bytes)}), with_test_key());
    FAIL("a damaged header was read");
  } catch (const engine::Error& error) {
    REQUIRE(error.code() == engine::ExitCode::kDamaged);
    REQUIRE(error.place().file == "damaged.desil");
  }
}
