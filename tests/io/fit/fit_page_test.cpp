// Fits a small invented survey through files, and reads its page and its JSON report.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <random>

#include "io/fit/fit_outlook.h"
#include "io/fit/fit_page.h"
#include "io/fit/fit_report_json.h"
#include "tests/io/ingest/source_folder.h"
#include "tests/io/report/page_check.h"

namespace {

constexpr const char* kSpec =
    "target = \"y\"\nweight = \"w\"\nregion = \"kab\"\ncluster = \"k\"\nstrata = [\"kab\", \"u\"]\nurban = \"u\"\n"
    "[fit]\nselect = \"all\"\nmin_rows = 20\n"
    "[[term]]\nname = \"work\"\nlabel = \"kerja <b>&\"\nvariable = \"anggota_bekerja\"\nkind = \"count\"\ncap = 3\n"
    "[[term]]\nname = \"again\"\nvariable = \"anggota_bekerja\"\nkind = \"count\"\ncap = 3\n"
    "[[term]]\nname = \"school\"\nvariable = \"anggota_tamat_sma\"\nkind = \"share\"\nedges = [1, 50, 100]\n";

std::string survey_csv() {
  std::mt19937_64 random(11);
  std::string out = "kab,u,k,w,y,anggota,anggota_bekerja,anggota_tamat_sma,kepala_kelamin\n";
  constexpr int kRegencies[] = {1101, 1102, 3204};
  for (int row = 0; row < 360; ++row) {
    const auto members = static_cast<int>(1 + random() % 6), work = static_cast<int>(random() % 3);
    const int done = static_cast<int>(random() % static_cast<std::uint64_t>(members + 1));
    const auto y = 400000 + 250000 * work + 200000 * done + static_cast<int>(random() % 700000);
    out += std::to_string(kRegencies[row / 120]) + "," + std::to_string(1 + row / 10 % 2) + "," +
           std::to_string(row / 10) + "," + std::to_string(5 + random() % 90) + "," + std::to_string(y) + "," +
           std::to_string(members) + "," + std::to_string(work) + "," + std::to_string(done) + "," +
           std::to_string(1 + random() % 2) + "\n";
  }
  return out;
}

struct FittedFiles {
  tests::SourceFolder folder;
  io::FitSpec spec = io::read_fit_spec(folder.write("spec.toml", kSpec).path);
  io::SurveyFile survey = io::read_survey(folder.write("survey.csv", survey_csv()).path, spec);
  engine::FitResult result = engine::fit_model(spec.plan, survey.table);
  io::FitReport report = io::measured_fit(spec, survey, "survey.csv", result);
};

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("fit page: well formed, in both languages, nothing from a network", "[fit][report]") {
  const FittedFiles files;
  const std::string html = io::fit_page(files.report, io::Language::kIndonesian);
  const page_check::Page page = page_check::read(html);
  REQUIRE(page.fault.empty());
  CHECK(html.starts_with("<!DOCTYPE html>\n<html lang=\"id\""));
  CHECK(io::fit_page(files.report, io::Language::kEnglish).find("<html lang=\"en\"") != std::string::npos);
  for (const char* words : {"Laporan model PMT", "Undercoverage", "Terlewat", "perdesaan", "female head",
                            "Kabupaten Aceh Selatan", "Lorenz curve"}) {
    INFO(words);
    CHECK(contains(html, words));
  }
  for (const char* banned : {"http:", "https:", "src=", "@import", "<script src"}) CHECK(!contains(html, banned));
  CHECK(contains(html, "kerja &lt;b&gt;&amp;"));
  CHECK(!contains(html, "kerja <b>&"));
  for (const char* no_number : {">nan", ">-nan", "(nan", ">inf"}) CHECK(!contains(html, no_number));
}

TEST_CASE("fit page: shares are told with their intervals at 10 to 50 % by every group", "[fit][report]") {
  const FittedFiles files;
  const std::string html = io::fit_page(files.report, io::Language::kEnglish);
  std::size_t told = 0;
  for (const engine::GroupQuality& group : files.report.quality.groups) {
    for (const engine::TargetingErrors& errors : group.targeting) {
      if (errors.undercoverage.base_rows < io::kFewestRows) continue;
      char cell[64];
      std::snprintf(cell, sizeof cell, "%.1f (%.1f – %.1f)", 100 * errors.undercoverage.value,
                    100 * errors.undercoverage.interval.low, 100 * errors.undercoverage.interval.high);
      INFO(cell);
      CHECK(contains(html, cell));
      ++told;
    }
  }
  // Nation, 2 residences, 2 sexes, 2 provinces, 3 regencies.
  CHECK(files.report.quality.groups.size() == 10);
  CHECK(told > 40);
}

TEST_CASE("fit page: collinear columns are named with what makes them up", "[fit][report]") {
  const FittedFiles files;
  REQUIRE(files.result.collinear.size() == 2);
  const std::string html = io::fit_page(files.report, io::Language::kEnglish);
  CHECK(contains(html, "the same as (kerja &lt;b&gt;&amp;: 1)"));
}

TEST_CASE("fit report: JSON holds coefficients, errors and indices before rounding", "[fit][report]") {
  const FittedFiles files;
  const auto json = nlohmann::json::parse(io::fit_report_json(files.report));
  const auto& nation = json["models"][0];
  CHECK(nation["region"] == "ID");
  CHECK(nation["coefficients"].get<std::vector<double>>() == files.result.models[0].coefficients);
  CHECK(nation["se_design"].size() == json["columns"].size());
  CHECK(json["indices_by"] == "persons");
  CHECK(json["indices"].size() == 7);
  CHECK(json["indices"][0]["gini"][0] == files.report.actual[0].gini.value);
  CHECK(json["indices"][0]["gini"][1] == files.report.actual[0].gini.error);
  CHECK(json["indices"][0]["lorenz"].size() == 9);
  // The caveat in numbers: predictions spread less.
  CHECK(json["indices"][0]["predicted"]["gini"] < json["indices"][0]["gini"][0]);
}

TEST_CASE("fit outlook: counts units, models and columns without fitting", "[fit]") {
  const FittedFiles files;
  const io::FitOutlook outlook = io::look_out(files.spec, files.survey, 2);
  CHECK(outlook.rows == 360);
  CHECK(outlook.clusters == 36);
  CHECK(outlook.strata == 6);
  CHECK(outlook.lonely_strata == 0);
  CHECK(outlook.regencies == 3);
  CHECK(outlook.provinces == 2);
  CHECK(outlook.models == files.result.models.size());
  CHECK(outlook.terms == 3);
  CHECK(outlook.columns == files.result.design.width() + files.result.collinear.size());
  CHECK(outlook.seconds > 0);
  CHECK(outlook.memory_bytes > files.survey.bytes);
  CHECK(io::fit_report_name("model/pmt.json", ".fit.html") == "model/pmt.fit.html");
}
