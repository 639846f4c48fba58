// NDJSON: the quick way, the way through simdjson and the slow strict reading tell the same rows.
#include <catch2/catch.hpp>

#include "engine/parallel.h"
#include "io/ingest/json_cells.h"
#include "kernels/cpu.h"
#include "tests/fuzz/ndjson_rows.h"
#include "tests/io/ingest/random_ndjson.h"
#include "tests/io/ingest/source_folder.h"
#include "tests/reference/seeds.h"
#include "tests/reference/strict_json_rows.h"

namespace {

using tests::lines_of;
using tests::RandomNdjson;
using tests::read_persons;
using tests::SourceFolder;

struct RestoreMachine {
  ~RestoreMachine() {
    engine::set_threads(0);
    kernels::use_simd_level(kernels::supported_simd_level());
  }
};

constexpr std::size_t kRowLimit = 600;

}  // namespace

TEST_CASE("same JSON rows: random and damaged rows are read as the slow strict reading reads them",
          "[ingest][ndjson]") {
  const RestoreMachine restore;
  const SourceFolder folder;
  for (const std::uint64_t seed : reference::seeds_with_clock()) {
    INFO("seed " << seed);
    RandomNdjson random(seed);
    std::mt19937_64 choice(seed);
    std::size_t good = 0, bad = 0;
    for (int round = 0; round < 60; ++round) {
      const unsigned odd = std::vector<unsigned>{0, 3, 20, 100}[choice() % 4];
      const std::string text = random.text(1 + static_cast<int>(choice() % 120), odd);
      if (text.find_first_not_of("\xEF\xBB\xBF \t\r\n") == std::string::npos) continue;
      if (text.find_first_not_of("\xEF\xBB\xBF \t\r\n") == text.find('[')) continue;  // refused as a whole
      const auto spec = fuzz::ndjson_source(folder.write("p.ndjson", text));
      const auto wanted = reference::StrictJsonRows{kRowLimit}.read(text);
      for (const std::string& line : wanted) ++(line.find("reject") == std::string::npos ? good : bad);
      const std::size_t chunks[] = {1, 2 + choice() % 700, std::size_t{1} << 20};
      for (const std::size_t chunk : chunks) {
        engine::set_threads(std::vector<int>{1, 2, 3, 8}[choice() % 4]);
        kernels::use_simd_level(static_cast<kernels::SimdLevel>(choice() % 3));
        INFO("round " << round << ", chunks of " << chunk);
        const auto found = fuzz::ndjson_answer(
            spec, {.chunk_bytes = chunk, .normalise = true, .row_limit = kRowLimit, .hash = true, .progress = {}});
        REQUIRE(fuzz::first_difference(found, wanted) == "");
      }
    }
    REQUIRE(good > 500);
    REQUIRE(bad > 500);
  }
}

TEST_CASE(
    "same JSON rows: rows of one shape and rows near it are read as one by one, and as the slow strict reading reads "
    "them",
    "[ingest][ndjson]") {
  const RestoreMachine restore;
  const SourceFolder folder;
  for (const std::uint64_t seed : reference::seeds_with_clock()) {
    INFO("seed " << seed);
    RandomNdjson random(seed);
    std::mt19937_64 choice(seed);
    std::size_t good = 0, bad = 0;
    for (int round = 0; round < 40; ++round) {
      const unsigned near = std::vector<unsigned>{0, 1, 5, 40}[choice() % 4];
      const std::string text = random.shaped_text(1 + static_cast<int>(choice() % 400), near);
      auto spec = fuzz::ndjson_source(folder.write("p.ndjson", text));
      const auto wanted = reference::StrictJsonRows{kRowLimit}.read(text);
      for (const std::string& line : wanted) ++(line.find("reject") == std::string::npos ? good : bad);
      io::IngestOptions options{.row_limit = kRowLimit, .progress = {}};
      REQUIRE(fuzz::first_difference(fuzz::ndjson_answer(spec, options), wanted) == "");
      // All that is kept of a row, also of a registry.
      spec.registry = choice() % 2 == 0;
      spec.date = *engine::day_from_iso("1990-01-01");
      options.plain_rows_apart = false;
      const auto one_by_one = read_persons(spec, options);
      options.plain_rows_apart = true;
      for (int level = 0; level < 3; ++level) {
        if (!kernels::use_simd_level(static_cast<kernels::SimdLevel>(level))) continue;
        options.chunk_bytes = std::vector<std::size_t>{64, 2000, 20'000, 1 << 20}[choice() % 4];
        engine::set_threads(std::vector<int>{1, 2, 3, 8}[choice() % 4]);
        INFO("round " << round << ", level " << level << ", chunks of " << options.chunk_bytes);
        const auto found = read_persons(spec, options);
        REQUIRE(fuzz::first_difference(lines_of(found), lines_of(one_by_one)) == "");
        for (std::size_t i = 0; i < found.rows.size(); ++i) {
          if (found.rows[i].byte != one_by_one.rows[i].byte) FAIL("byte of row " << i);
        }
        REQUIRE(found.totals.unused_columns == one_by_one.totals.unused_columns);
      }
    }
    REQUIRE(good > 1000);
    REQUIRE(bad > 100);
  }
}

TEST_CASE("same JSON rows: any value in any place of a row is read alike among rows of one shape", "[ingest][ndjson]") {
  const RestoreMachine restore;
  const SourceFolder folder;
  const std::vector<std::pair<std::string, std::string>> members = {{"nik", "\"1101010107800001\""},
                                                                    {"catatan", "12"},
                                                                    {"nama", "\"BUDI\""},
                                                                    {"jenis_kelamin", "1"},
                                                                    {"tanggal_lahir", "\"1980-07-02\""},
                                                                    {"alamat", "\"JL. MAWAR\""},
                                                                    {"kode_desa", "\"1101012001\""},
                                                                    {"nomor_kartu_keluarga", "\"1101010203150002\""},
                                                                    {"status_kawin", "2"}};
  // The last key last, or one that stands before a text.
  for (const std::size_t turn : {0u, 1u}) {
    for (const std::string feed : {"\n", "\r\n"}) {
      const auto row_with = [&](std::size_t at, const std::string& value) {
        std::string line;
        for (std::size_t i = 0; i < members.size(); ++i) {
          const std::size_t m = (i + turn) % members.size();
          line += (i == 0 ? "{\"" : ",\"") + members[m].first + "\":" + (m == at ? value : members[m].second);
        }
        return line + "}" + feed;
      };
      std::string text;
      for (std::size_t at = 0; at < members.size(); ++at) {
        for (const std::string& value : RandomNdjson::near_values()) {
          for (int i = 0; i < 8; ++i) text += row_with(members.size(), "");
          text += row_with(at, value);
        }
      }
      const auto wanted = reference::StrictJsonRows{kRowLimit}.read(text);
      const auto spec = fuzz::ndjson_source(folder.write("p.ndjson", text));
      for (int level = 0; level < 3; ++level) {
        if (!kernels::use_simd_level(static_cast<kernels::SimdLevel>(level))) continue;
        INFO("turn " << turn << ", level " << level);
        const auto found = fuzz::ndjson_answer(spec, {.row_limit = kRowLimit, .progress = {}});
        REQUIRE(fuzz::first_difference(found, wanted) == "");
      }
    }
  }
}

TEST_CASE("same JSON rows: whole tables do not depend on chunks, threads and SIMD level", "[ingest][ndjson]") {
  const RestoreMachine restore;
  const SourceFolder folder;
  RandomNdjson random(7);
  const auto spec = fuzz::ndjson_source(folder.write("p.ndjson", random.text(400, 30)));
  const auto wanted = lines_of(read_persons(
      spec, {.chunk_bytes = 1 << 20, .normalise = true, .row_limit = kRowLimit, .hash = true, .progress = {}}));
  REQUIRE(wanted.size() > 400);
  for (const int threads : {1, 2, 3, 8}) {
    engine::set_threads(threads);
    for (const std::size_t chunk : {1u, 100u, 333u, 5000u, 30000u}) {
      for (int level = 0; level < 3; ++level) {
        kernels::use_simd_level(static_cast<kernels::SimdLevel>(level));
        INFO(threads << " threads, chunks of " << chunk << ", level " << level);
        REQUIRE(lines_of(read_persons(
                    spec,
                    {.chunk_bytes = chunk, .normalise = true, .row_limit = kRowLimit, .hash = true, .progress = {}})) ==
                wanted);
      }
    }
  }
}

TEST_CASE("same JSON rows: a plain row is read in place, an odd one is left to the strict way", "[ingest][ndjson]") {
  const io::SourceSpec spec = fuzz::ndjson_source({"p", "p"});
  const io::TableColumns columns(io::Table::kPersons, spec);
  const auto plan = columns.json_plan("p");
  const std::string plain =
      R"({"nik":"1101010107800001","nama":"BUDI","jenis_kelamin":1,"status_kawin":null,"alamat":"X","catatan":-1.5e3})";
  struct Case {
    std::string line;
    bool is_plain;
  };
  const Case cases[] = {
      {plain, true},
      {R"({"nama": "BUDI", "nik": "1101010107800001"})", true},
      {R"({ "nama" : "BUDI"})", true},
      {R"({"nama":"BUDI"} )", false},
      {R"({"nama":"BU\u0044I"})", false},
      {R"({"n\u0061ma":"BUDI"})", false},
      {R"({"namaa":"BUDI"})", false},
      {R"({"nama":"BUDI","nama":"BUDI"})", false},
      {R"({"nama":1})", false},
      {R"({"jenis_kelamin":01})", false},
      {R"({"jenis_kelamin":1.0})", false},
      {R"({"jenis_kelamin":true})", false},
      {R"({"catatan":[]})", false},
      {R"({"catatan":01})", false},
      {R"({"catatan":truex})", false},
      {"{\"nama\":\"BU\x01\"}", false},
      {"{\"nama\":\"BU\xFF\"}", false},
      {R"({"nama":"BUDI"}{})", false},
      {"{\"nama\":\"BUDI\"", false},
      {"{}", false},
      {"", false},
  };
  for (const Case& c : cases) {
    INFO(c.line);
    const std::string text = plain + "\n" + c.line + "\n" + plain + "\n" + std::string(200, '\n');
    io::detail::JsonCells cells(text, *plan.keys);
    REQUIRE(cells.read_plain(0) == plain.size() + 1);
    const std::size_t end = cells.read_plain(plain.size() + 1);
    REQUIRE(end == (c.is_plain ? plain.size() + c.line.size() + 2 : 0));
    REQUIRE(cells.read_plain(plain.size() + c.line.size() + 2) != 0);
  }
}
