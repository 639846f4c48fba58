// Runs `desil fit` as a user would.
#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "kernels/cpu.h"
#include "tests/tools/program.h"

namespace {

using tests::ProgramResult;
using tests::run_program;

// A nation of which only the survey matters.
struct SmallSurvey {
  tests::TemporaryFolder folder;
  std::string survey, spec;

  SmallSurvey() {
    const ProgramResult made = run_program({"synth", "--persons", "1000", "--seed", "3", "--survey-rows", "10280",
                                            "--out", folder.path() + "/nation", "--quiet"});
    REQUIRE(made.exit_code == 0);
    survey = folder.path() + "/nation/susenas.csv";
    spec = folder.path() + "/nation/pmt_spec.toml";
  }
  ProgramResult fit(const std::string& out, std::vector<std::string> more = {}) const {
    std::vector<std::string> arguments = {
        "fit", "--survey", survey, "--spec", spec, "--out", folder.path() + "/" + out};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_program(arguments);
  }
  std::string file(const std::string& name) const { return tests::read_text(folder.path() + "/" + name); }
};

}  // namespace

TEST_CASE("fit command: threads and SIMD level change no byte of model and reports", "[tools][fit]") {
  const SmallSurvey small;
  REQUIRE(small.fit("one.json", {"--threads", "1", "--simd", "scalar"}).exit_code == 0);
  REQUIRE(small.fit("three.json", {"--threads", "3"}).exit_code == 0);
  for (const char* extension : {".json", ".fit.json", ".fit.html"}) {
    INFO(extension);
    CHECK(small.file(std::string("one") + extension) == small.file(std::string("three") + extension));
  }
  CHECK(small.file("one.fit.html").size() < std::size_t{2} << 20);
  // The specification that synth writes asks for strata and residence.
  const auto report = nlohmann::json::parse(small.file("one.fit.json"));
  CHECK(report["models"][0]["strata"] > 514);
  CHECK(report["quality_held_out"][1]["group"] == "urban");
}

TEST_CASE("fit command: a dry run says what would be done and writes nothing", "[tools][fit]") {
  const SmallSurvey small;
  const ProgramResult plan = small.fit("pmt.json", {"--dry-run"});
  REQUIRE(plan.exit_code == 0);
  CHECK(plan.out.find("survey: 10280 rows, ") == 0);
  CHECK(plan.out.find("models: 39 (514 regions with too few rows use the one above)") != std::string::npos);
  CHECK(plan.out.find("would be written: ") != std::string::npos);
  CHECK(!std::filesystem::exists(small.folder.path() + "/pmt.json"));
  CHECK(!std::filesystem::exists(small.folder.path() + "/pmt.fit.html"));
  const ProgramResult json = small.fit("pmt.json", {"--dry-run", "--json"});
  const auto document = nlohmann::json::parse(json.out);
  CHECK(document["rows"] == 10280);
  CHECK(document["models"] == 39);
  CHECK(small.fit("pmt.json", {"--dry-run", "--lang", "id"}).out.find("survei: 10280 baris") == 0);
}

TEST_CASE("fit command: --json is the report, and its page opens in the language asked for", "[tools][fit]") {
  const SmallSurvey small;
  const ProgramResult fitted = small.fit("pmt.json", {"--json", "--lang", "en", "--quiet"});
  REQUIRE(fitted.exit_code == 0);
  CHECK(fitted.err.empty());
  CHECK(fitted.out == small.file("pmt.fit.json"));
  CHECK(small.file("pmt.fit.html").find("<html lang=\"en\"") != std::string::npos);
  CHECK(nlohmann::json::parse(small.file("pmt.json"))["format"] == "desil-pmt/1");
}

TEST_CASE("fit command: help has an example", "[tools][fit]") {
  const ProgramResult help = run_program({"fit", "--help"});
  CHECK(help.exit_code == 0);
  CHECK(help.out.find("Example:\n  desil fit --survey susenas.csv --spec pmt_spec.toml --out pmt.json") !=
        std::string::npos);
}
