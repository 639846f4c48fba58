#include "io/run/national_run.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <random>

#include "engine/error.h"
#include "engine/parallel.h"
#include "kernels/cpu.h"
#include "tests/io/run/small_nation.h"

using tests::lines_of;
using tests::read_file;
using tests::SmallNation;
using tests::TemporaryFolder;
using Lines = std::vector<std::string>;

namespace {

engine::RunSummary run(const std::string& run_file, const std::string& out, io::RunStage to = io::RunStage::kReport) {
  io::RunObserver silent;
  io::RunRequest request;
  request.out = out;
  request.to = to;
  request.keys.plaintext = true;
  return io::run_nation(io::read_run_config(run_file, to), request, silent);
}

const Lines kFamilies = {
    "nomor_kartu_keluarga,kode_desa,jumlah_anggota_keluarga,skor_pmt,desil_nasional,desil_provinsi,desil_kabupaten_"
    "kota,status,program",
    "1101010303090001,1101012001,1,14.07152557,4,1,1,berperingkat,PKH:terima",
    "1101010404010001,1101012001,0,,,,,tanpa_anggota,PKH:data_kurang",
    "3201010101100001,3201011001,3,14.07748604,7,6,6,berperingkat,PKH:tidak_memenuhi",
    "3201010202120002,3201011001,2,13.83608723,1,1,1,berperingkat,PKH:terima",
    "9999010505150001,,1,,,,,wilayah_tidak_dikenal,PKH:data_kurang",
};

void replace(std::string& text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  text.replace(at, from.size(), to);
}

// Rows of a CSV in another order, the header kept.
std::string shuffled(const std::string& text, std::mt19937_64& random) {
  Lines lines = lines_of(text);
  std::shuffle(lines.begin() + 1, lines.end(), random);
  std::string out;
  for (const std::string& line : lines) out += line + "\n";
  return out;
}

Lines without_rows_sorted(const std::string& links) {
  Lines lines;
  for (const std::string& line : lines_of(links)) {
    const auto first = line.find(','), second = line.find(',', first + 1);
    lines.push_back(line.substr(0, first) + line.substr(second));
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

nlohmann::json invariant_summary(const std::string& path) {
  nlohmann::json summary = nlohmann::json::parse(read_file(path));
  summary.erase("threads");
  for (auto& stage : summary["stages"]) {
    for (const char* key : {"seconds", "bytes", "peak_bytes"}) stage.erase(key);
  }
  return summary;
}

}  // namespace

TEST_CASE("run: five families get the scores, desils and statuses worked out by hand", "[run]") {
  const TemporaryFolder folder;
  run(SmallNation().write(folder / "in"), folder / "out");
  REQUIRE(lines_of(read_file(folder / "out/families.csv")) == kFamilies);
}

// Row 4 bears the NIK of somebody whose name stands in row 5: both may be her, so the worse claim is in doubt.
TEST_CASE("run: links name the state, the weight, the probability and the registry person of every source row",
          "[run]") {
  const TemporaryFolder folder;
  run(SmallNation().write(folder / "in"), folder / "out");
  REQUIRE(lines_of(read_file(folder / "out/links.csv")) ==
          Lines{"sumber,baris,nik,status,bobot,peluang,nik_registri",
                "regsosek,1,3201010101800001,padan,34.162,1.0000,3201010101800001",
                "regsosek,2,3201014202850001,padan,34.162,1.0000,3201014202850001",
                "regsosek,3,3201010404700001,padan,30.478,1.0000,3201010404700001",
                "regsosek,4,3201014505750001,ragu,19.954,0.8202,3201014505750001",
                "regsosek,5,,padan,16.885,0.9999,3201014505750001",
                "regsosek,6,9999010808900001,padan,34.162,1.0000,9999010808900001",
                "dtks,1,1101010606600001,padan,30.395,1.0000,1101010606600001",
                "dtks,2,3201010101800001,padan,33.979,1.0000,3201010101800001"});
  REQUIRE(lines_of(read_file(folder / "out/families_unmatched.csv")) ==
          Lines{"sumber,baris,nomor_kartu_keluarga,kode_desa,alasan",
                "regsosek,4,3201019912990009,3201011001,tanpa_anggota"});
  REQUIRE(lines_of(read_file(folder / "out/duplicates.csv")) == Lines{"klaster,nik,peluang"});
  REQUIRE(lines_of(read_file(folder / "out/rejects.csv")) == Lines{"sumber,berkas,baris,byte,kolom,alasan,nilai"});
}

TEST_CASE("run: weight by persons moves the cuts", "[run]") {
  const TemporaryFolder folder;
  SmallNation nation;
  replace(nation.files["run.toml"], "weight = \"families\"", "weight = \"persons\"");
  run(nation.write(folder / "in"), folder / "out");
  // Weights 2, 1, 3 in the order of scores: cuts 1-3 at the first, 4-5 at the second, 6-9 at the third.
  const Lines lines = lines_of(read_file(folder / "out/families.csv"));
  REQUIRE(lines[1] == "1101010303090001,1101012001,1,14.07152557,4,1,1,berperingkat,PKH:terima");
  REQUIRE(lines[3] == "3201010101100001,3201011001,3,14.07748604,6,5,5,berperingkat,PKH:tidak_memenuhi");
}

TEST_CASE("run: threads, SIMD levels, split files and shuffled rows leave the answer as it is", "[run][threads]") {
  const TemporaryFolder folder;
  std::mt19937_64 random(3);
  SmallNation nation;
  run(nation.write(folder / "in"), folder / "out");
  const std::string families = read_file(folder / "out/families.csv"),
                    duplicates = read_file(folder / "out/duplicates.csv");
  const Lines links = without_rows_sorted(read_file(folder / "out/links.csv"));
  const nlohmann::json summary = invariant_summary(folder / "out/summary.json");
  const std::string report = read_file(folder / "out/report.html");
  const kernels::SimdLevel highest = kernels::simd_level();
  int variant = 0;
  for (const int threads : {1, 2, 3, 8}) {
    for (const kernels::SimdLevel level :
         {kernels::SimdLevel::kScalar, kernels::SimdLevel::kAvx2, kernels::SimdLevel::kAvx512}) {
      if (!kernels::use_simd_level(level)) continue;
      engine::set_threads(threads);
      SmallNation other = nation;
      for (const char* name :
           {"dukcapil.csv", "regsosek_persons.csv", "regsosek_families.csv", "dtks_persons.csv", "dtks_families.csv"}) {
        other.files[name] = shuffled(other.files[name], random);
      }
      // The registry in two files.
      const Lines rows = lines_of(other.files["dukcapil.csv"]);
      std::string first = rows[0] + "\n", second = rows[0] + "\n";
      for (std::size_t i = 1; i < rows.size(); ++i) (i < 4 ? first : second) += rows[i] + "\n";
      other.files["dukcapil.csv"] = first;
      other.files["dukcapil_2.csv"] = second;
      replace(other.files["run.toml"], "persons = \"dukcapil.csv\"",
              "persons = [\"dukcapil.csv\", \"dukcapil_2.csv\"]");
      const std::string out = folder / ("out" + std::to_string(++variant));
      run(other.write(folder / ("in" + std::to_string(variant))), out);
      CAPTURE(threads, std::string(kernels::simd_level_name(level)));
      REQUIRE(read_file(out + "/families.csv") == families);
      REQUIRE(read_file(out + "/duplicates.csv") == duplicates);
      REQUIRE(without_rows_sorted(read_file(out + "/links.csv")) == links);
      REQUIRE(invariant_summary(out + "/summary.json") == summary);
      REQUIRE(read_file(out + "/report.html") == report);
    }
  }
  kernels::use_simd_level(highest);
  engine::set_threads(0);
}

TEST_CASE("run: a bad row is rejected with its reason and good rows keep their exact results", "[run]") {
  const TemporaryFolder folder;
  SmallNation nation;
  nation.files["regsosek_persons.csv"] += "32010112345|3201010202120002|SISIPAN|1|1990-01-01|3201011001|9|3|1\n";
  const std::size_t repeated_at = nation.files["dukcapil.csv"].size();
  nation.files["dukcapil.csv"] += "3201010404700001,3201010202100002,SUTRISNO LAMA,1,1970-04-04,3201011001,1\n";
  replace(nation.files["run.toml"], "[desil]", "[limits]\nmax_rejects = 0.5\n[desil]");
  run(nation.write(folder / "in"), folder / "out");
  REQUIRE(lines_of(read_file(folder / "out/families.csv")) == kFamilies);
  const Lines rejects = lines_of(read_file(folder / "out/rejects.csv"));
  REQUIRE(rejects.size() == 3);
  REQUIRE(rejects[1] == "dukcapil,dukcapil.csv,9," + std::to_string(repeated_at) + ",nik,nik_ganda,32**************");
  REQUIRE(rejects[2].starts_with("regsosek,regsosek_persons.csv,7,"));
  REQUIRE(rejects[2].find("nik,bukan_16_digit,32*********") != std::string::npos);
}

// Codes: 10 is the catalogue's merged floor, 15 is none. The model says −7 for a missing floor and 123456 for code 10.
TEST_CASE("run: missing, merged and unknown floors take the model's rule and are counted by region", "[run]") {
  const TemporaryFolder folder;
  SmallNation nation;
  replace(nation.files["pmt.json"], "-3000000,0,0]", "-3000000,0,123456]");
  replace(nation.files["regsosek_families.csv"], "3201010101100001|3201011001|2|", "3201010101100001|3201011001|10|");
  replace(nation.files["regsosek_families.csv"], "3201010202120002|3201011001|8|", "3201010202120002|3201011001||");
  replace(nation.files["dtks_families.csv"], "1101010303090001;1101012001;6;", "1101010303090001;1101012001;15;");
  replace(nation.files["run.toml"], "[desil]", "[limits]\nmax_rejects = 0.5\n[desil]");
  run(nation.write(folder / "in"), folder / "out");
  const Lines families = lines_of(read_file(folder / "out/families.csv"));
  CHECK(families[1].starts_with("1101010303090001,1101012001,1,,,,,tanpa_indikator,"));
  CHECK(families[3].starts_with("3201010101100001,3201011001,3,14.02523994,"));  // 234881024 + 123456 + 300000
  CHECK(families[4].starts_with("3201010202120002,3201011001,2,14.01490074,"));  // 234881024 − 7 + 250000
  CHECK(lines_of(read_file(folder / "out/rejects.csv"))[1].find("jenis_lantai_terluas,kode_tidak_dikenal,15") !=
        std::string::npos);
  CHECK(read_file(folder / "out/quality.csv").find("dtks,keluarga,1101,keluarga_ditolak_kode,1,") != std::string::npos);
  const auto summary = nlohmann::json::parse(read_file(folder / "out/summary.json"));
  const auto& floor = summary["model"]["features"][0];
  CHECK(floor["name"] == "lantai");
  CHECK(floor["missing"] == 1);
  CHECK(floor["merged"] == 1);
  CHECK(floor["merged_codes"][0]["code"] == 10);
  CHECK(floor["merged_codes"][0]["with"].empty());  // a level of its own
  for (const auto& regency : summary["regencies"]) {
    const std::uint64_t here = regency["code"] == "3201" ? 1 : 0;
    REQUIRE(regency["feature_cells"]["missing"] == nlohmann::json::array({here, 0, 0}));
    REQUIRE(regency["feature_cells"]["merged"] == nlohmann::json::array({here, 0, 0}));
    REQUIRE(regency["tied_families"].size() == (here == 1 ? 9 : 0));
  }
  for (const auto& province : summary["provinces"]) {
    REQUIRE(province["feature_cells"]["missing"][0] == (province["code"] == "32" ? 1 : 0));
  }
  const std::string report = read_file(folder / "out/report.html");
  CHECK(report.find("Nilai kosong dan kode gabungan menurut indikator") != std::string::npos);
}

TEST_CASE("run: too many rejects stop with exit 3 and leave the earlier outputs alone", "[run]") {
  const TemporaryFolder folder;
  SmallNation nation;
  run(nation.write(folder / "in"), folder / "out");
  const std::string before = read_file(folder / "out/families.csv"), manifest = read_file(folder / "out/manifest.json");
  nation.files["regsosek_persons.csv"] += "rusak|rusak\nrusak|rusak\n";
  const std::string run_file = nation.write(folder / "in");
  try {
    run(run_file, folder / "out");
    FAIL("the run went through");
  } catch (const engine::Error& error) {
    REQUIRE(error.code() == engine::ExitCode::kInput);
    const std::string message = error.what();
    REQUIRE(message.find("regsosek_persons.csv: row 7: jumlah_kolom") != std::string::npos);
    REQUIRE(message.find("rejects.failed.csv") != std::string::npos);
    REQUIRE(error.place().row == 7);
  }
  REQUIRE(lines_of(read_file(folder / "out/rejects.failed.csv")).size() == 3);
  REQUIRE(read_file(folder / "out/families.csv") == before);
  REQUIRE(read_file(folder / "out/manifest.json") == manifest);
  for (const auto& entry : std::filesystem::directory_iterator(folder / "out")) {
    REQUIRE(entry.path().filename().string().find(".tmp-") == std::string::npos);
  }
}

TEST_CASE("run: stopping after a stage writes the outputs that exist by then", "[run]") {
  const TemporaryFolder folder;
  const std::string run_file = SmallNation().write(folder / "in");
  const std::map<io::RunStage, std::vector<std::string>> wanted = {
      {io::RunStage::kIngest,
       {"dtks_families.desil", "dtks_persons.desil", "dukcapil_persons.desil", "manifest.json", "quality.csv",
        "regsosek_families.desil", "regsosek_persons.desil", "rejects.csv", "summary.json"}},
      {io::RunStage::kLink,
       {"duplicates.csv", "families_unmatched.csv", "link_model.json", "links.csv", "manifest.json", "quality.csv",
        "rejects.csv", "review.csv", "summary.json"}},
      {io::RunStage::kRank,
       {"duplicates.csv", "families.csv", "families_unmatched.csv", "link_model.json", "links.csv", "manifest.json",
        "quality.csv", "rejects.csv", "review.csv", "summary.json"}}};
  for (const auto& [stage, names] : wanted) {
    const std::string out = folder / std::string(io::run_stage_name(stage));
    run(run_file, out, stage);
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::directory_iterator(out)) {
      // What `--resume` goes on from is no output.
      if (std::string name = entry.path().filename().string(); name != io::kResumeFolderName) found.push_back(name);
    }
    std::sort(found.begin(), found.end());
    REQUIRE(found == names);
  }
}

TEST_CASE("run: an output folder in which a result would replace an input is refused", "[run]") {
  const TemporaryFolder folder;
  SmallNation nation;
  nation.files["links.csv"] = nation.files["dtks_families.csv"];
  replace(nation.files["run.toml"], "families = \"dtks_families.csv\"", "families = \"links.csv\"");
  const std::string run_file = nation.write(folder / "in");
  REQUIRE_THROWS_WITH(run(run_file, folder / "in"), Catch::Contains("is an input of the run"));
  REQUIRE(read_file(folder / "in/links.csv") == nation.files["links.csv"]);
  run(run_file, folder / "out");
}

TEST_CASE("run: a shorter run into the same folder leaves no outputs of the longer one", "[run]") {
  const TemporaryFolder folder;
  const std::string run_file = SmallNation().write(folder / "in");
  run(run_file, folder / "out");
  run(run_file, folder / "out", io::RunStage::kLink);
  REQUIRE_FALSE(std::filesystem::exists(folder / "out/families.csv"));
  REQUIRE_FALSE(std::filesystem::exists(folder / "out/report.html"));
  REQUIRE(std::filesystem::exists(folder / "out/links.csv"));
}

TEST_CASE("run: a source family without any indicator ranks nobody and hides no other source", "[run]") {
  const TemporaryFolder folder;
  SmallNation nation;
  replace(nation.files["regsosek_families.csv"], "3201010101100001|3201011001|2|60", "3201010101100001|3201011001||");
  replace(nation.files["regsosek_families.csv"], "3201010202120002|3201011001|8|20", "3201010202120002|3201011001||");
  run(nation.write(folder / "in"), folder / "out");
  const Lines lines = lines_of(read_file(folder / "out/families.csv"));
  // DTKS gives floor 8 and 10 m² for three members: 234881024 − 3000000 + 0 − 200000.
  REQUIRE(lines[3].starts_with("3201010101100001,3201011001,3,13.80926514,"));
  REQUIRE(lines[4].starts_with("3201010202120002,3201011001,2,,,,,tanpa_indikator,"));
  REQUIRE(read_file(folder / "out/families_unmatched.csv")
              .find("regsosek,1,3201010101100001,3201011001,tanpa_indikator\n") != std::string::npos);
}

TEST_CASE("run: a registry without a usable row is refused and the earlier results stay", "[run]") {
  const TemporaryFolder folder;
  SmallNation nation;
  run(nation.write(folder / "in"), folder / "out");
  const std::string before = read_file(folder / "out/families.csv");
  nation.files["dukcapil.csv"] = lines_of(nation.files["dukcapil.csv"])[0] + "\n";
  const std::string run_file = nation.write(folder / "in");
  REQUIRE_THROWS_WITH(run(run_file, folder / "out"), Catch::Contains("the registry has no usable row"));
  REQUIRE(read_file(folder / "out/families.csv") == before);
}

TEST_CASE("run: a damaged model or programme file is found before the sources are read", "[run]") {
  const TemporaryFolder folder;
  for (const char* name : {"pmt.json", "programmes.toml"}) {
    SmallNation nation;
    nation.files[name] = "[[";
    nation.files["dtks_persons.csv"] = "not a header\n";  // would be refused, were it read first
    const std::string run_file = nation.write(folder / "in");
    CAPTURE(name);
    REQUIRE_THROWS_WITH(run(run_file, folder / "out"), Catch::Contains(name));
  }
}

TEST_CASE("run: a model without the regency, its province or the nation leaves its families without a rank", "[run]") {
  const TemporaryFolder folder;
  SmallNation nation;
  replace(nation.files["pmt.json"], "\"region\":\"ID\"", "\"region\":\"1101\"");
  run(nation.write(folder / "in"), folder / "out");
  const Lines lines = lines_of(read_file(folder / "out/families.csv"));
  REQUIRE(lines[1] == "1101010303090001,1101012001,1,14.07152557,1,1,1,berperingkat,PKH:terima");
  REQUIRE(lines[3] == "3201010101100001,3201011001,3,,,,,tanpa_model,PKH:data_kurang");
}

TEST_CASE("run: a nation without any indicators has no ranks and still a report", "[run]") {
  const TemporaryFolder folder;
  SmallNation nation;
  for (const char* name : {"regsosek_families.csv", "dtks_families.csv"}) {
    nation.files[name] = lines_of(nation.files[name])[0] + "\n";
  }
  run(nation.write(folder / "in"), folder / "out");
  const Lines lines = lines_of(read_file(folder / "out/families.csv"));
  REQUIRE(lines[3] == "3201010101100001,3201011001,3,,,,,tanpa_indikator,PKH:data_kurang");
  REQUIRE(read_file(folder / "out/report.html").find("<html") != std::string::npos);
}

TEST_CASE("run: one family alone is desil 1 at every level", "[run]") {
  const TemporaryFolder folder;
  SmallNation nation;
  nation.files["dukcapil.csv"] =
      lines_of(nation.files["dukcapil.csv"])[0] + "\n" + lines_of(nation.files["dukcapil.csv"])[1] + "\n";
  run(nation.write(folder / "in"), folder / "out");
  const Lines lines = lines_of(read_file(folder / "out/families.csv"));
  REQUIRE(lines.size() == 2);
  REQUIRE(lines[1].find(",1,1,1,berperingkat,") != std::string::npos);
}
