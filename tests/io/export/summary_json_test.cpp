#include "io/export/summary_json.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "io/export/json_text.h"
#include "io/export/score_text.h"
#include "io/export/utf8_text.h"
#include "tests/io/report/sample_summary.h"

using nlohmann::ordered_json;

namespace {

const engine::RunSummary& run() {
  static const engine::RunSummary summary = sample::summary(20'000);
  return summary;
}

// Drops what may differ between runs over the same rows.
ordered_json without_volatile(const std::string& text) {
  ordered_json json = ordered_json::parse(text);
  json.erase("threads");
  for (auto& stage : json["stages"]) {
    for (const char* key : {"seconds", "bytes", "peak_bytes"}) stage.erase(key);
  }
  return json;
}

}  // namespace

TEST_CASE("score text: eight decimals, rounded half away from zero", "[export]") {
  CHECK(io::score_text(0) == "0.00000000");
  CHECK(io::score_text(1) == "0.00000006");
  CHECK(io::score_text(-1) == "-0.00000006");
  CHECK(io::score_text(1 << 24) == "1.00000000");
  CHECK(io::score_text(-(3 << 23)) == "-1.50000000");
  CHECK(io::score_text((14 << 24) + (1 << 15)) == "14.00195313");  // 0.001953125: a half goes up
  CHECK(io::score_text(-(1 << 15)) == "-0.00195313");              // and away from zero
  CHECK(io::score_text(INT32_MAX) == "127.99999994");
  CHECK(io::score_text(INT32_MIN) == "-128.00000000");
}

TEST_CASE("score text: it tells neighbours apart and reads back as the score", "[export]") {
  for (const engine::PmtScore start : {0, 14 << 24, -(2 << 24), INT32_MAX - 2000}) {
    for (engine::PmtScore score = start; score < start + 1000; ++score) {
      REQUIRE(io::score_text(score) != io::score_text(score + 1));
      REQUIRE(std::llround(std::strtod(io::score_text(score).c_str(), nullptr) * 0x1p24) == score);
    }
  }
}

TEST_CASE("summary.json: it parses and holds what was put in", "[export]") {
  const std::string text = io::summary_json(run());
  const ordered_json json = ordered_json::parse(text);
  CHECK(json["release"] == "2026Q3");
  CHECK(json["seed"] == 1);
  CHECK(json["rows_in"]["read"] == json["rows_in"]["accepted"].get<int>() + json["rows_in"]["rejected"].get<int>());
  CHECK(json["rows_out"]["families"] == run().nation.families);
  CHECK(json["rows_out"]["links"] == 2'100'017);
  CHECK(json["sources"].size() == 5);
  CHECK(json["sources"][2]["name"] == "dtks");
  CHECK(json["sources"][2]["match"]["ragu"] == 31'207);
  CHECK(json["sources"][2]["persons"]["accepted"] == 399'992);
  CHECK(json["sources"][2]["families"]["rejected"] == 19);
  CHECK(json["sources"][2]["rejects"]["jumlah_kolom"] == 401);
  CHECK(json["sources"][4]["keys"]["accepted"] == 12'001);
  REQUIRE(json["cuts"]["nasional"].size() == 9);
  for (std::size_t k = 0; k < 9; ++k) {
    const double cut = json["cuts"]["nasional"][k];
    CHECK(std::llround(cut * 0x1p24) == (*run().nation.cuts)[k].score);
    CHECK(json["ties"]["nasional"][k]["tied_families"] == (*run().nation.cuts)[k].tied_families);
  }
  CHECK(json["desil"]["families"].size() == 10);
  CHECK(json["desil"]["families"][3] == run().nation.families_by_desil[4]);
  CHECK(json["desil"]["persons"][9] == run().nation.members_by_desil[10]);
  CHECK(json["provinces"].size() == 38);
  CHECK(json["provinces"][0]["code"] == "11");
  REQUIRE(json["regencies"].size() == 514);
  CHECK(json["regencies"][513]["desil"]["families"][0] == run().regencies[513].families_by_desil[1]);
  CHECK(json["stages"][0]["name"] == "ingest");
  CHECK(json["stages"][0]["peak_bytes"] == 410'000'000);
  CHECK(json["threads"] == 2);
  CHECK(!json.contains("simd"));
  CHECK(text.back() == '\n');
  CHECK(text.find('\r') == std::string::npos);
}

TEST_CASE("summary.json: memory tells bytes a row of every column, and of the table", "[export]") {
  engine::RunSummary summary = run();
  engine::TableMemory persons{"persons", 4, {}};
  persons.add("nik", std::vector<std::uint64_t>(4));
  persons.add("birth", std::vector<std::uint16_t>(4));
  persons.add("absent", std::vector<std::uint64_t>());
  summary.memory = {persons, {"empty", 0, {}}};
  const ordered_json memory = ordered_json::parse(io::summary_json(summary))["memory"];
  REQUIRE(memory.size() == 2);
  CHECK(memory[0]["table"] == "persons");
  CHECK(memory[0]["rows"] == 4);
  CHECK(memory[0]["bytes"] == 40);
  CHECK(memory[0]["bytes_per_row"] == 10.0);
  REQUIRE(memory[0]["columns"].size() == 2);
  CHECK(memory[0]["columns"][1]["name"] == "birth");
  CHECK(memory[0]["columns"][1]["bytes"] == 8);
  CHECK(memory[0]["columns"][1]["bytes_per_row"] == 2.0);
  CHECK(memory[1]["bytes_per_row"] == 0.0);
}

TEST_CASE("summary.json: desils with one label form one class", "[export]") {
  const ordered_json json = ordered_json::parse(io::summary_json(run()));
  REQUIRE(json["classes"].size() == 5);
  CHECK(json["classes"][0]["label"] == "Sangat Miskin");
  CHECK(json["classes"][4]["desil"] == ordered_json({5, 6, 7, 8, 9, 10}));
  std::uint64_t families = 0;
  for (const auto& entry : json["classes"]) families += entry["families"].get<std::uint64_t>();
  CHECK(families == run().nation.ranked);
}

TEST_CASE("summary.json: split files and another machine change only the volatile keys", "[export]") {
  engine::RunSummary other = run();
  other.threads = 8;
  other.simd = "avx512";
  for (auto& stage : other.stages) stage.seconds *= 3, stage.bytes += 7, stage.peak_bytes += 9;
  for (auto& source : other.sources) {
    engine::FileSummary part = source.files.front();
    part.path = "part.csv.gz";
    part.rows_read = part.accepted = 11, part.rejected = 0;
    source.files.front().rows_read -= 11;
    source.files.front().accepted -= 11;
    source.files.insert(source.files.begin() + 1, part);
  }
  CHECK(io::summary_json(other) != io::summary_json(run()));
  CHECK(without_volatile(io::summary_json(other)) == without_volatile(io::summary_json(run())));
}

TEST_CASE("summary.json: a run without ranks has empty cuts, and no value is NaN", "[export]") {
  engine::RunSummary empty;
  empty.nation.mean_score = std::nan("");
  const ordered_json json = ordered_json::parse(io::summary_json(empty));
  CHECK(json["cuts"]["nasional"].empty());
  CHECK(json["score"]["mean"].is_null());
  CHECK(json["classes"].empty());
}

TEST_CASE("summary.json: hostile names are escaped and always UTF-8", "[export]") {
  engine::RunSummary summary = run();
  summary.release = "a\"b\\c\n\x01\xff\xc3\xa9\xed\xa0\x80";
  const ordered_json json = ordered_json::parse(io::summary_json(summary));
  CHECK(json["release"] == "a\"b\\c\n\x01\xEF\xBF\xBD\xc3\xa9\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
  CHECK(io::utf8_text("\xc0\xaf\xf4\x90\x80\x80 \xf0\x9f\x98\x80").substr(18) == " \xf0\x9f\x98\x80");
}
