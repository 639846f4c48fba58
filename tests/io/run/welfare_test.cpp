// Ranks a small nation and holds the indices of its summary against those of families.csv, by their definitions.
#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/reference/indices_by_loops.h"
#include "tests/tools/program.h"

namespace {

// The members of ranked families whose village code begins with `region`.
reference::SampledPersons ranked_persons(const std::string& families_csv, const std::string& region) {
  std::ifstream in(families_csv);
  std::string line;
  std::getline(in, line);
  REQUIRE(line.starts_with("nomor_kartu_keluarga,kode_desa,jumlah_anggota_keluarga,skor_pmt,"));
  reference::SampledPersons persons;
  while (std::getline(in, line)) {
    std::istringstream cells(line);
    std::string kk, village, members, score;
    std::getline(cells, kk, ',');
    std::getline(cells, village, ',');
    std::getline(cells, members, ',');
    std::getline(cells, score, ',');
    if (score.empty() || !village.starts_with(region)) continue;
    persons.push_back({std::exp(std::stod(score)), std::stod(members), 0, 0});
  }
  return persons;
}

void require_indices(const nlohmann::json& seen, const reference::SampledPersons& persons, double line) {
  double members = 0;
  for (const auto& p : persons) members += p.w;
  CHECK(seen["persons"] == members);
  for (int alpha = 0; alpha < 3; ++alpha) {
    CHECK(seen["fgt" + std::to_string(alpha)].get<double>() ==
          Approx(reference::fgt(persons, line, alpha)).margin(2e-6));
  }
  CHECK(seen["gini"].get<double>() == Approx(reference::gini(persons)).margin(2e-6));
  for (std::size_t tenth = 0; tenth < 9; ++tenth) {
    CHECK(seen["lorenz"][tenth].get<double>() ==
          Approx(reference::lorenz(persons, static_cast<double>(tenth + 1) / 10)).margin(2e-6));
  }
}

}  // namespace

TEST_CASE("run: indices of predicted expenditure are those of families.csv", "[run][indices]") {
  const tests::TemporaryFolder folder;
  REQUIRE(tests::run_program({"synth", "--persons", "6000", "--seed", "4", "--survey-rows", "600", "--out",
                              folder / "nation", "--quiet"})
              .exit_code == 0);
  const std::string run_toml = folder / "nation/run.toml";
  tests::write_text(run_toml, tests::read_text(run_toml) + "\n[indices]\npoverty_line = 1100000\n");
  for (const char* threads : {"1", "3"}) {
    const auto ran = tests::run_program({"run", run_toml, "--out", folder / threads, "--threads", threads, "--quiet"});
    REQUIRE(ran.exit_code == 0);
  }
  const auto summary = nlohmann::json::parse(tests::read_text(folder / "1/summary.json"));
  CHECK(summary["poverty_line"] == 1100000);
  require_indices(summary["predicted_expenditure"], ranked_persons(folder / "1/families.csv", ""), 1100000);
  std::size_t provinces = 0;
  for (const auto& province : summary["provinces"]) {
    if (!province.contains("predicted_expenditure")) continue;
    INFO(province["name"]);
    require_indices(province["predicted_expenditure"],
                    ranked_persons(folder / "1/families.csv", province["code"].get<std::string>()), 1100000);
    ++provinces;
  }
  CHECK(provinces > 20);
  const auto other = nlohmann::json::parse(tests::read_text(folder / "3/summary.json"));
  CHECK(other["predicted_expenditure"].dump() == summary["predicted_expenditure"].dump());
  const std::string report = tests::read_text(folder / "1/report.html");
  CHECK(report.find("Predictions spread less than the truth") != std::string::npos);
  CHECK(report.find("Rp 1.100.000") != std::string::npos);
}
