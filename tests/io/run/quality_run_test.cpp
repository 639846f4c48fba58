// The findings of a run, judged from its input files by plain loops, and against the faults that were planted.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "engine/error.h"
#include "engine/parallel.h"
#include "io/run/national_run.h"
#include "tests/io/run/small_nation.h"
#include "tests/reference/quality_from_csv.h"
#include "tools/synth/synth.h"

using tests::read_file;
using tests::TemporaryFolder;

namespace {

void run(const std::string& run_file, const std::string& out) {
  io::RunObserver silent;
  io::RunRequest request;
  request.keys.plaintext = true;
  request.out = out;
  io::run_nation(io::read_run_config(run_file), request, silent);
}

struct CheckedNation {
  CheckedNation() {
    tools::SynthOptions options;
    options.persons = 20'000;
    options.seed = 11;
    options.out = folder / "nation";
    options.survey_rows = 1'000;
    tools::synthesize(options);
    run(folder / "nation/run.toml", folder / "out");
  }
  TemporaryFolder folder;
};

const CheckedNation& nation() {
  static const CheckedNation once;
  return once;
}

// quality.csv: (source, table, regency, finding) → (rows, of).
std::map<std::vector<std::string>, std::pair<std::size_t, std::size_t>> quality_lines(const std::string& text) {
  std::map<std::vector<std::string>, std::pair<std::size_t, std::size_t>> lines;
  const auto rows = tests::reference::cells_of(text);
  REQUIRE(rows[0] == tests::reference::split("sumber,tabel,kode_wilayah,temuan,baris,dari"));
  for (std::size_t r = 1; r < rows.size(); ++r) {
    REQUIRE(rows[r].size() == 6);
    lines[{rows[r].begin(), rows[r].begin() + 4}] = {std::stoul(rows[r][4]), std::stoul(rows[r][5])};
  }
  REQUIRE(lines.size() == rows.size() - 1);
  return lines;
}

std::set<std::size_t> rejected_rows(const std::string& rejects_csv, const std::string& source) {
  std::set<std::size_t> rows;
  for (const auto& cells : tests::reference::cells_of(rejects_csv)) {
    if (cells[0] == source && cells[1] == source + "_persons.csv") rows.insert(std::stoul(cells[2]));
  }
  return rows;
}

std::set<std::string> first_cells(const std::string& text) {
  std::set<std::string> found;
  for (const auto& row : tests::reference::cells_of(text)) found.insert(row[0]);
  return found;
}

}  // namespace

TEST_CASE("quality.csv: every count of persons follows from the source files by plain loops", "[run]") {
  const std::string in = nation().folder / "nation/", out = nation().folder / "out/";
  const std::string tables = std::string(DESIL_SOURCE_DIR) + "/io/regions/data/";
  const tests::reference::RegionFiles regions(read_file(tables + "villages.csv"),
                                              read_file(tables + "successor_codes.csv"));
  const auto registry = first_cells(read_file(in + "dukcapil.csv"));
  const auto dead = first_cells(read_file(in + "flags/meninggal.csv"));
  const auto written = quality_lines(read_file(out + "quality.csv"));
  const std::set<std::string> judged = {
      "nik_kosong",          "tanggal_lahir_bawaan", "nik_hari_tidak_sah",        "nik_bulan_tidak_sah",
      "nik_serial_0000",     "nik_kelamin_berbeda",  "nik_tidak_ada_di_registri", "nik_tercatat_meninggal",
      "nik_ganda_di_sumber", "nik_di_beberapa_kk",   "kk_tanpa_kepala",           "kk_kepala_ganda"};
  for (const std::string source : {"regsosek", "dtks", "p3ke"}) {
    const auto persons = tests::reference::read_persons(read_file(in + source + "_persons.csv"),
                                                        rejected_rows(read_file(out + "rejects.csv"), source), regions);
    auto wanted = tests::reference::count_findings(persons, registry, dead);
    std::size_t lines = 0;
    for (const auto& [key, counts] : written) {
      if (key[0] != source || key[1] != "orang" || judged.count(key[3]) == 0) continue;
      CAPTURE(source, key[2], key[3]);
      REQUIRE((counts.first == wanted[{key[2], key[3]}]));
      REQUIRE((counts.second == wanted[{key[2], ""}]));
      wanted.erase({key[2], key[3]});
      ++lines;
    }
    for (const auto& [key, rows] : wanted) {
      CAPTURE(source, key.first, key.second);
      REQUIRE((key.second.empty() || rows == 0));
    }
    REQUIRE(lines > 200);
  }
}

TEST_CASE("quality.csv: its sums are the findings of summary.json, also by province", "[run]") {
  const auto written = quality_lines(read_file(nation().folder / "out/quality.csv"));
  const auto summary = nlohmann::json::parse(read_file(nation().folder / "out/summary.json"));
  for (const auto& source : summary.at("sources")) {
    if (source.at("role") == "flag") continue;
    std::map<std::string, std::size_t> sums, provinces;
    for (const auto& [key, counts] : written) {
      if (key[0] == source.at("name").get<std::string>()) sums[key[3]] += counts.first;
    }
    for (const auto& province : source.at("quality_provinces")) {
      for (const char* table : {"persons", "families"}) {
        if (!province.contains(table)) continue;
        for (const auto& [finding, rows] : province.at(table).at("quality").items())
          provinces[finding] += rows.get<std::size_t>();
      }
    }
    std::map<std::string, std::size_t> wanted = source.at("quality");
    wanted.erase("anggota_tanpa_keluarga");  // known of the source alone
    CHECK(sums == wanted);
    CHECK(provinces == wanted);
  }
}

TEST_CASE("quality: the planted faults of a nation come out in their number", "[run]") {
  std::map<std::pair<std::string, std::string>, double> planted;
  for (const auto& cells : tests::reference::cells_of(read_file(nation().folder / "nation/truth/faults.csv")))
    ++planted[{cells[0], cells[2]}];
  const auto summary = nlohmann::json::parse(read_file(nation().folder / "out/summary.json"));
  for (const auto& source : summary.at("sources")) {
    if (source.at("role") != "source") continue;
    const std::string name = source.at("name");
    const auto found = [&](const char* finding) { return source.at("quality").value(finding, 0.0); };
    const auto faults = [&](const char* fault) { return planted[{name, fault}]; };
    CAPTURE(name);
    CHECK(found("nik_kosong") == faults("nik_kosong"));  // broken lines hold none of them here
    CHECK(found("tanggal_lahir_bawaan") >= 0.9 * faults("lahir_baku"));
    CHECK(found("nik_serial_0000") >= 0.2 * faults("nik_terpotong"));  // up to four digits are lost
    CHECK(found("nik_kelamin_berbeda") >= 0.7 * faults("jenis_kelamin_salah"));
    // A wrong digit falls on the six of the place in three of eight cases, and few of those are places.
    CHECK(found("nik_wilayah_tidak_dikenal") >= 0.1 * faults("nik_salah_digit"));
    CHECK(found("nik_wilayah_tidak_dikenal") <= faults("nik_salah_digit") + faults("nik_tertukar_digit"));
    CHECK(found("nik_ganda_di_sumber") >= faults("baris_ganda"));
  }
}

TEST_CASE("quality: any number of threads writes the same quality.csv", "[run]") {
  const std::string wanted = read_file(nation().folder / "out/quality.csv");
  for (const int threads : {1, 3}) {
    engine::set_threads(threads);
    run(nation().folder / "nation/run.toml", nation().folder / "again");
    REQUIRE(read_file(nation().folder / "again/quality.csv") == wanted);
  }
  engine::set_threads(0);
}

TEST_CASE("run: quality = false in [output] leaves quality.csv out", "[run]") {
  const TemporaryFolder folder;
  tests::SmallNation small;
  run(small.write(folder / "in"), folder / "out");
  REQUIRE(std::filesystem::exists(folder / "out/quality.csv"));
  small.files["run.toml"] += "\n[output]\nquality = false\n";
  run(small.write(folder / "in"), folder / "out");
  REQUIRE_FALSE(std::filesystem::exists(folder / "out/quality.csv"));
}

TEST_CASE("run: --max-rejects decides for one command and leaves every earlier byte alone", "[run]") {
  const TemporaryFolder folder;
  tests::SmallNation small;
  run(small.write(folder / "in"), folder / "out");
  std::map<std::string, std::string> before;
  for (const auto& entry : std::filesystem::directory_iterator(folder / "out"))
    before[entry.path().filename().string()] = read_file(entry.path().string());
  small.files["regsosek_persons.csv"] += "rusak|rusak\nrusak|rusak\n";
  io::RunConfig config = io::read_run_config(small.write(folder / "in"));
  config.max_rejects_now = 0.01;
  io::RunObserver silent;
  io::RunRequest request;
  request.keys.plaintext = true;
  request.out = folder / "out";
  try {
    io::run_nation(config, request, silent);
    FAIL("the run went through");
  } catch (const engine::Error& error) {
    REQUIRE(error.code() == engine::ExitCode::kInput);
    REQUIRE(std::string(error.what()).find("0.01 that max_rejects allows") != std::string::npos);
  }
  for (const auto& [name, bytes] : before) REQUIRE(read_file(folder / ("out/" + name)) == bytes);
  const auto failed = tests::lines_of(read_file(folder / "out/rejects.failed.csv"));
  REQUIRE(failed.size() == 3);
  REQUIRE(failed[1].find("regsosek_persons.csv,7,") != std::string::npos);
  REQUIRE(failed[1].find("jumlah_kolom") != std::string::npos);
  config.max_rejects_now = 1;
  REQUIRE_NOTHROW(io::run_nation(config, request, silent));
  REQUIRE_FALSE(std::filesystem::exists(folder / "out/rejects.failed.csv"));
}
