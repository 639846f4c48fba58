#include <catch2/catch.hpp>

#include "engine/error.h"
#include "tests/io/source_snapshot/stored_source.h"

using tests::SealedFamilies;
using tests::SealedPersons;
using tests::SourceFolder;
using tests::with_test_key;

namespace {

io::SourceSpec persons_spec(const io::SourceFile& file) {
  io::SourceSpec spec;
  spec.name = "s";
  spec.persons = {file};
  return spec;
}

template <class Read>
engine::Error refusal_of(Read&& read) {
  try {
    read();
  } catch (const engine::Error& error) {
    return error;
  }
  FAIL("it was read");
  throw std::logic_error("unreachable");
}

struct Hostile {
  const char* what;
  void (*change)(SealedPersons&);
  const char* section;
  std::uint64_t row;  // 0: no row of its own
};

void replace(std::string& text, const std::string& from, const std::string& to) {
  text.replace(text.find(from), from.size(), to);
}

const std::vector<Hostile> kHostile = {
    {"NIK of 17 digits", [](SealedPersons& s) { s.nik[1] = 10'000'000'000'000'000; }, "nik", 2},
    {"NIK of all bits", [](SealedPersons& s) { s.nik[2] = ~std::uint64_t{0}; }, "nik", 3},
    {"KK of 17 digits", [](SealedPersons& s) { s.kk[0] = 10'000'000'000'000'000; }, "kk", 1},
    {"sex 3", [](SealedPersons& s) { s.sex[1] = 3; }, "sex", 2},
    {"code above the catalogue", [](SealedPersons& s) { s.marital[2] = 6; }, "code/status_kawin", 3},
    {"village out of the table", [](SealedPersons& s) { s.village[2] = 2; }, "village", 3},
    {"village index of all bits", [](SealedPersons& s) { s.village[0] = 0xFFFFFFFF; }, "village", 1},
    {"village table empty", [](SealedPersons& s) { s.village_codes.clear(); }, "village", 1},
    {"village code of 11 digits", [](SealedPersons& s) { s.village_codes[1] = 10'000'000'000; }, "village/codes", 2},
    {"findings out of the table", [](SealedPersons& s) { s.findings[1] = 2; }, "findings", 2},
    {"findings without a name", [](SealedPersons& s) { s.finding_sets[1] = 2; }, "findings/sets", 2},
    {"findings of all bits", [](SealedPersons& s) { s.finding_sets[0] = ~std::uint64_t{0}; }, "findings/sets", 1},
    {"baris 0", [](SealedPersons& s) { s.baris[0] = 0; }, "baris", 1},
    {"baris twice", [](SealedPersons& s) { s.baris[2] = 3; }, "baris", 3},
    {"baris that falls", [](SealedPersons& s) { s.baris[1] = 5, s.baris[2] = 2; }, "baris", 3},
    {"baris behind the records", [](SealedPersons& s) { s.baris[2] = 6; }, "baris", 3},
    {"names longer than their text", [](SealedPersons& s) { s.name_length[2] = 8; }, "name/length", 3},
    {"names of 65,535 bytes each",
     [](SealedPersons& s) {
       s.name_length = {65535, 65535, 65535};
     },
     "name/length", 3},
    {"names shorter than their text", [](SealedPersons& s) { s.name_length[2] = 6; }, "name/length", 3},
    {"invalid UTF-8", [](SealedPersons& s) { s.name_text[5] = '\xFF'; }, "name/text", 3},
    {"a letter cut by the end of a name", [](SealedPersons& s) { s.name_text[3] = '\xC3', s.name_text[4] = '\xB1'; },
     "name/text", 1},
    {"a control character", [](SealedPersons& s) { s.name_text[0] = '\n'; }, "name/text", 1},
    {"a deletion character", [](SealedPersons& s) { s.name_text[9] = '\x7f'; }, "name/text", 3},
    {"too few NIKs", [](SealedPersons& s) { s.nik.pop_back(); }, "nik", 0},
    {"too many KKs", [](SealedPersons& s) { s.kk.push_back(1); }, "kk", 0},
    {"too few baris", [](SealedPersons& s) { s.baris.pop_back(); }, "baris", 0},
    {"too few villages", [](SealedPersons& s) { s.village.pop_back(); }, "village", 0},
    {"too few findings", [](SealedPersons& s) { s.findings.pop_back(); }, "findings", 0},
    {"too few births", [](SealedPersons& s) { s.birth.pop_back(); }, "birth", 0},
    {"too few sexes", [](SealedPersons& s) { s.sex.pop_back(); }, "sex", 0},
    {"too few codes", [](SealedPersons& s) { s.marital.pop_back(); }, "code/status_kawin", 0},
    {"too few name lengths", [](SealedPersons& s) { s.name_length.pop_back(); }, "name/length", 0},
    {"no NIKs", [](SealedPersons& s) { s.left_out = "nik"; }, "nik", 0},
    {"no name text", [](SealedPersons& s) { s.left_out = "name/text"; }, "name/text", 0},
    {"no description", [](SealedPersons& s) { s.left_out = "description"; }, "description", 0},
    {"description that is no JSON", [](SealedPersons& s) { s.description = "{"; }, "description", 0},
    {"description that is a list", [](SealedPersons& s) { s.description = "[]"; }, "description", 0},
    {"rows as text", [](SealedPersons& s) { replace(s.description, "\"rows\":3", "\"rows\":\"3\""); }, "description",
     0},
    {"negative rows", [](SealedPersons& s) { replace(s.description, "\"rows\":3", "\"rows\":-3"); }, "description", 0},
    {"more rows than records", [](SealedPersons& s) { replace(s.description, "\"records\":5", "\"records\":2"); },
     "description", 0},
    {"records that do not fit",
     [](SealedPersons& s) { replace(s.description, "\"records\":5", "\"records\":4294967296"); }, "description", 0},
    {"rows that are not there",
     [](SealedPersons& s) {
       replace(s.description, "\"rows\":3", "\"rows\":4294967295");
       replace(s.description, "\"records\":5", "\"records\":4294967295");
     },
     "baris", 0},
    {"unknown finding", [](SealedPersons& s) { replace(s.description, "nik_kosong", "nik_kosonk"); }, "description", 0},
    {"another layout", [](SealedPersons& s) { replace(s.description, "\"layout\":1", "\"layout\":2"); }, "description",
     0},
    {"another code system", [](SealedPersons& s) { replace(s.description, "kemendagri", "bps2099"); }, "description",
     0},
};

}  // namespace

TEST_CASE("source snapshot: an honest file of the hostile tests is read", "[source_snapshot]") {
  const SourceFolder folder;
  const auto table = tests::read_persons(persons_spec(SealedPersons().write(folder)), with_test_key());
  REQUIRE(table.written == std::vector<std::string>{"BUDI", "", "SITI A."});
  REQUIRE(table.totals.quality == std::map<std::string, std::uint64_t>{{"nik_kosong", 1}});
  REQUIRE(table.rows.at(2).row == 4);
  REQUIRE(table.rows.at(1).birth == engine::kNoDate);
}

TEST_CASE("source snapshot: values that cannot be are refused by section and row, though every page is sealed",
          "[source_snapshot]") {
  for (const Hostile& hostile : kHostile) {
    const SourceFolder folder;
    SealedPersons sealed;
    hostile.change(sealed);
    const auto file = sealed.write(folder);
    CAPTURE(hostile.what);
    const engine::Error error = refusal_of([&] { tests::read_persons(persons_spec(file), with_test_key()); });
    CAPTURE(error.what());
    REQUIRE(error.code() == engine::ExitCode::kDamaged);
    REQUIRE(error.place().file == "hostile.desil");
    REQUIRE_THAT(error.what(), Catch::Contains(std::string("section ") + hostile.section));
    REQUIRE(error.place().row == hostile.row);
    REQUIRE_THAT(error.what(), !Catch::Contains("BUDI") && !Catch::Contains("3201010"));
  }
}

TEST_CASE("source snapshot: hostile families are refused by section and row", "[source_snapshot]") {
  const std::vector<std::tuple<void (*)(SealedFamilies&), const char*, std::uint64_t>> cases = {
      {[](SealedFamilies& s) { s.kk[1] = 0; }, "kk", 2},
      {[](SealedFamilies& s) { s.kk[0] = 10'000'000'000'000'000; }, "kk", 1},
      {[](SealedFamilies& s) { s.floor[0] = 14; }, "code/jenis_lantai_terluas", 1},
      {[](SealedFamilies& s) { s.floor[1] = 0; }, "code/jenis_lantai_terluas", 2},
      {[](SealedFamilies& s) { s.area[1] = 0xFFFE; }, "number/luas_lantai", 2},
      {[](SealedFamilies& s) { s.area.pop_back(); }, "number/luas_lantai", 0},
      {[](SealedFamilies& s) { s.village[1] = 1; }, "village", 2},
      {[](SealedFamilies& s) { s.findings[0] = 1; }, "findings", 1},
      {[](SealedFamilies& s) { s.baris[1] = 3; }, "baris", 2}};
  for (const auto& [change, section, row] : cases) {
    const SourceFolder folder;
    SealedFamilies sealed;
    change(sealed);
    io::SourceSpec spec;
    spec.name = "s";
    spec.families = {sealed.write(folder)};
    CAPTURE(section, row);
    const engine::Error error = refusal_of([&] { tests::read_families(spec, with_test_key()); });
    REQUIRE(error.code() == engine::ExitCode::kDamaged);
    REQUIRE_THAT(error.what(), Catch::Contains(std::string("section ") + section));
    REQUIRE(error.place().row == row);
  }
  const SourceFolder folder;
  io::SourceSpec honest;
  honest.name = "s";
  honest.families = {SealedFamilies().write(folder)};
  REQUIRE(tests::read_families(honest, with_test_key()).rows.size() == 2);
}

TEST_CASE("source snapshot: a persons snapshot named as families says so", "[source_snapshot]") {
  const SourceFolder folder;
  io::SourceSpec spec;
  spec.name = "s";
  spec.families = {SealedPersons().write(folder, "p.desil")};
  const engine::Error error = refusal_of([&] { tests::read_families(spec, with_test_key()); });
  REQUIRE(error.code() == engine::ExitCode::kDamaged);
  REQUIRE_THAT(error.what(), Catch::Contains("p.desil: a snapshot of persons, wanted one of families"));
}

TEST_CASE("source snapshot: the wrong key and no key are exit 6", "[source_snapshot]") {
  const SourceFolder folder;
  const auto spec = persons_spec(SealedPersons().write(folder));
  REQUIRE(refusal_of([&] { tests::read_persons(spec, with_test_key(8)); }).code() == engine::ExitCode::kKey);
  REQUIRE(refusal_of([&] { tests::read_persons(spec); }).code() == engine::ExitCode::kKey);
}

TEST_CASE("source snapshot: every page of a column is named where it is damaged", "[source_snapshot]") {
  const SourceFolder folder;
  const auto honest = SealedPersons().write(folder);
  const std::string bytes = tests::bytes_of_file(honest.path);
  const io::SnapshotReader reader(honest.path, tests::test_access());
  std::size_t seen = 0;
  for (const io::SnapshotSection& section : reader.sections()) {
    for (const io::PageRun& run : section.runs) {
      std::string damaged = bytes;
      damaged[reader.header().page_offset(run.first) + 1] ^= 0x10;
      const auto spec = persons_spec(folder.write("damaged.desil", damaged));
      const engine::Error error = refusal_of([&] { tests::read_persons(spec, with_test_key()); });
      REQUIRE(error.code() == engine::ExitCode::kDamaged);
      REQUIRE_THAT(error.what(), Catch::Contains("section " + section.name));
      ++seen;
    }
  }
  REQUIRE(seen == 13);
}
