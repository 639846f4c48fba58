#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>

#include "io/config/run_config.h"
#include "io/explain/explain.h"
#include "io/explain/explain_json.h"
#include "io/explain/explain_sheet.h"
#include "io/explain/village_sheet.h"
#include "io/regions/region_tree.h"
#include "io/run/national_run.h"
#include "tests/io/run/small_nation.h"
#include "tests/synthetic_nation.h"

using namespace tests;

namespace {

const TemporaryFolder& nation() { return synthetic_nation(2'500, 4); }

io::Explanation explained(const std::string& folder, std::uint64_t kk) {
  static io::RunObserver silent;
  io::RunState run(io::read_run_config(folder + "/run.toml"), io::region_tree(), silent, nullptr);
  run.watch_kk = kk;
  io::execute_stages(run, io::RunStage::kProgrammes, io::Language::kEnglish);
  return io::explain_state(run);
}

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells(1);
  for (const char c : line) {
    if (c == ',') {
      cells.emplace_back();
    } else {
      cells.back() += c;
    }
  }
  return cells;
}

std::vector<std::uint64_t> ranked_families() {
  static io::RunObserver silent;
  io::RunState run(io::read_run_config(nation() / "nation/run.toml"), io::region_tree(), silent, nullptr);
  io::execute_stages(run, io::RunStage::kRank, io::Language::kEnglish);
  std::vector<std::uint64_t> kks;
  for (std::size_t f = 0; f < run.registry.families.size(); ++f) {
    if (run.status[f] == engine::FamilyStatus::kRanked) kks.push_back(run.registry.families.kk[f]);
  }
  return kks;
}

// The row that gave the family's cells.
const io::FamilyEvidence& giver(const io::Explanation& explanation) {
  const io::FamilyEvidence* best = nullptr;
  for (const io::FamilyEvidence& row : explanation.evidence.families) {
    if (row.winner && (best == nullptr || row.rank < best->rank)) best = &row;
  }
  REQUIRE(best != nullptr);
  return *best;
}

// Writes a copy of the nation in which one cell of one row of a families file is another.
std::string with_cell(const io::FamilyEvidence& row, std::string_view column, std::uint16_t value) {
  const std::string folder = nation() / "changed";
  std::filesystem::remove_all(folder);
  std::filesystem::copy(nation() / "nation", folder, std::filesystem::copy_options::recursive);
  const std::string path = folder + "/" + row.source + "_families.csv";
  std::vector<std::string> lines = lines_of(read_file(path));
  const std::vector<std::string> header = cells_of(lines[0]);
  const auto at = static_cast<std::size_t>(std::find(header.begin(), header.end(), column) - header.begin());
  REQUIRE(at < header.size());
  std::vector<std::string> cells = cells_of(lines[row.record.row]);
  REQUIRE(cells[0] == std::to_string(row.record.kk.value));
  cells[at] = std::to_string(value);
  std::string line;
  for (const std::string& cell : cells) line += (line.empty() ? "" : ",") + cell;
  lines[row.record.row] = line;
  std::string text;
  for (const std::string& one : lines) text += one + "\n";
  write_file(path, text);
  return folder;
}

}  // namespace

TEST_CASE("explain: every single change is true in a real run with that one cell changed", "[run][explain]") {
  const std::vector<std::uint64_t> kks = ranked_families();
  std::size_t checked = 0, up = 0, down = 0;
  for (std::size_t i = 3; i < kks.size() && checked < 24; i += kks.size() / 9) {
    const io::Explanation before = explained(nation() / "nation", kks[i]);
    for (const auto& [change, desil] : before.changes) {
      CAPTURE(i, engine::variable_name(change.variable), change.to);
      const std::string folder = with_cell(giver(before), engine::variable_name(change.variable), change.to);
      const io::Explanation after = explained(folder, kks[i]);
      REQUIRE(after.score == change.score);
      REQUIRE(after.places[0].desil == desil);
      REQUIRE(desil != before.places[0].desil);
      ++(desil > before.places[0].desil ? up : down);
      ++checked;
    }
  }
  REQUIRE(up > 3);
  REQUIRE(down > 3);
}

TEST_CASE("explain: text, JSON and the sheet tell the same, and the sheet names nobody", "[run][explain]") {
  const std::vector<std::uint64_t> kks = ranked_families();
  const io::Explanation explanation = explained(nation() / "nation", kks[kks.size() / 2]);
  REQUIRE(explanation.parts->usual_score);
  REQUIRE(explanation.sure);
  const std::string text = io::explain_text(explanation, io::Language::kIndonesian);
  const std::string json = io::explain_json(explanation);
  const std::string sheet = io::village_sheet(explanation, io::Language::kIndonesian);
  REQUIRE_THAT(text, Catch::Contains("keluarga acuan") && Catch::Contains("Untuk diperiksa"));
  REQUIRE_THAT(json, Catch::Contains("\"reference_score_units\": " + std::to_string(*explanation.parts->usual_score)));
  std::int64_t sum = *explanation.parts->usual_score;
  for (const engine::ScorePart& part : explanation.parts->parts) {
    sum += part.difference;
    REQUIRE_THAT(json, Catch::Contains("\"difference_units\": " + std::to_string(part.difference)));
  }
  REQUIRE(sum == explanation.score);
  for (const auto& [change, desil] : explanation.changes) {
    const std::string words = engine::value_in_words(change.variable, change.to);
    REQUIRE_THAT(text, Catch::Contains(words));
    REQUIRE_THAT(json, Catch::Contains("\"score_units\": " + std::to_string(change.score)));
  }
  REQUIRE_THAT(sheet, Catch::Contains("size:A4") && Catch::Contains("Untuk diperiksa bersama"));
  char digits[16];
  engine::write_digits16(digits, explanation.kk);
  REQUIRE_THAT(sheet, !Catch::Contains(std::string(digits, 16)));
  for (const io::MemberLine& member : explanation.members) {
    engine::write_digits16(digits, member.nik);
    REQUIRE_THAT(sheet, !Catch::Contains(std::string(digits, 16)) && !Catch::Contains(member.name));
  }
}

TEST_CASE("explain: in a mode that lifts no single change is told", "[run][explain]") {
  std::string toml = read_file(nation() / "nation/run.toml");
  const std::vector<std::uint64_t> kks = ranked_families();
  toml.replace(toml.find("mode = \"national\""), 17, "mode = \"lifted\"");
  const std::string folder = nation() / "lifted";
  std::filesystem::remove_all(folder);
  std::filesystem::copy(nation() / "nation", folder, std::filesystem::copy_options::recursive);
  std::string table = "kode_kabupaten,persentil,pengeluaran_per_kapita\n";
  const std::size_t at = toml.find("survey = \"susenas.csv\"");
  REQUIRE(at != std::string::npos);
  for (const engine::Region& regency : io::region_tree().regencies()) {
    table += std::to_string(regency.code) + ",10,500000\n" + std::to_string(regency.code) + ",90,3000000\n";
  }
  write_file(folder + "/table.csv", table);
  toml.replace(at, 22, "table = \"table.csv\"");
  write_file(folder + "/run.toml", toml);
  const io::Explanation explanation = explained(folder, kks[kks.size() / 2]);
  REQUIRE(explanation.lift);
  REQUIRE(explanation.changes.empty());
  REQUIRE_THAT(io::explain_text(explanation, io::Language::kEnglish), Catch::Contains("mode national"));
}
