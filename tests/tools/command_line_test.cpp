#include "tools/command_line.h"

#include <catch2/catch.hpp>

#include "engine/error.h"
#include "tools/argument_values.h"

namespace {

using Catch::Contains;

template <class Options>
Options parse(const std::vector<std::string>& arguments) {
  const tools::Command command = tools::parse_command_line(arguments);
  REQUIRE(std::holds_alternative<Options>(command));
  return std::get<Options>(command);
}

}  // namespace

TEST_CASE("command line: run takes its file, folder, last stage and the options of every command", "[tools]") {
  const auto options = parse<tools::RunOptions>(
      {"run",   "n/run.toml", "--out",   "o",          "--to",   "link",           "--resume", "--sign-key",
       "k.pem", "--threads",  "3",       "--simd",     "scalar", "--memory-limit", "8GiB",     "--key-file",
       "f.key", "--json",     "--quiet", "--progress", "plain",  "--lang",         "id",       "--dry-run"});
  REQUIRE(options.run_file == "n/run.toml");
  REQUIRE(options.out == "o");
  REQUIRE(options.to_stage == io::RunStage::kLink);
  REQUIRE(options.resume);
  REQUIRE(options.sign_key == "k.pem");
  REQUIRE(options.global.threads == 3);
  REQUIRE(options.global.simd == kernels::SimdLevel::kScalar);
  REQUIRE(options.global.memory_limit == std::uint64_t{8} << 30);
  REQUIRE(options.global.key_file == "f.key");
  REQUIRE(options.global.json);
  REQUIRE(options.global.quiet);
  REQUIRE(options.global.progress == tools::ProgressMode::kPlain);
  REQUIRE(options.global.command_language() == tools::Language::kIndonesian);
  REQUIRE(options.global.dry_run);
}

TEST_CASE("command line: run takes a share of rejects from 0 to 1", "[tools]") {
  REQUIRE(parse<tools::RunOptions>({"run", "r.toml", "--out", "o", "--max-rejects", "0.25"}).max_rejects == 0.25);
  REQUIRE(parse<tools::RunOptions>({"run", "r.toml", "--out", "o", "--max-rejects", "0"}).max_rejects == 0.0);
  REQUIRE_FALSE(parse<tools::RunOptions>({"run", "r.toml", "--out", "o"}).max_rejects.has_value());
  for (const char* share : {"1.1", "-0.1", "5%", "nan", ""}) {
    CAPTURE(share);
    REQUIRE_THROWS_AS(tools::parse_command_line({"run", "r.toml", "--out", "o", "--max-rejects", share}),
                      engine::Error);
  }
}

TEST_CASE("command line: run takes a truth, and needs no folder for a plan", "[tools]") {
  REQUIRE(parse<tools::RunOptions>({"run", "r.toml", "--out", "o", "--truth", "n/truth"}).truth == "n/truth");
  REQUIRE(parse<tools::RunOptions>({"run", "--dry-run", "r.toml"}).out.empty());
  try {
    tools::parse_command_line({"run", "r.toml"});
    FAIL("a run without a folder");
  } catch (const engine::Error& error) {
    REQUIRE(std::string(error.what()) == "run: --out is required. Cure: see desil run --help.");
  }
}

TEST_CASE("command line: without options a run goes to the report on all cores", "[tools]") {
  const auto options = parse<tools::RunOptions>({"run", "run.toml", "--out=o"});
  REQUIRE(options.to_stage == io::RunStage::kReport);
  REQUIRE_FALSE(options.resume);
  REQUIRE(options.global.threads == 0);
  REQUIRE_FALSE(options.global.simd.has_value());
  REQUIRE(options.global.memory_limit == 0);
  REQUIRE(options.global.progress == tools::ProgressMode::kAuto);
  REQUIRE(options.global.command_language() == tools::Language::kEnglish);
  REQUIRE(options.global.report_language() == tools::Language::kIndonesian);
}

TEST_CASE("command line: options of every command may stand before the command", "[tools]") {
  REQUIRE(parse<tools::RunOptions>({"--threads", "2", "run", "run.toml", "--out", "o"}).global.threads == 2);
  REQUIRE(parse<tools::VersionRequest>({"--version", "--json"}).global.json);
}

TEST_CASE("command line: synth takes every option of the contract", "[tools]") {
  const auto options = parse<tools::SynthArguments>(
      {"synth", "--persons", "1000", "--seed", "7", "--out", "n", "--format", "csv,ndjson", "--compress", "zst",
       "--faults", "f.toml", "--fault-scale", "2.5", "--layout", "spread", "--survey-rows", "500"});
  REQUIRE(options.persons == 1000);
  REQUIRE(options.seed == 7);
  REQUIRE(options.out == "n");
  REQUIRE(options.formats == std::vector<std::string>{"csv", "ndjson"});
  REQUIRE(options.compress == "zst");
  REQUIRE(options.faults == "f.toml");
  REQUIRE(options.fault_scale == 2.5);
  REQUIRE(options.layout == "spread");
  REQUIRE(options.survey_rows == 500);
}

TEST_CASE("command line: wrong values of synth are refused", "[tools]") {
  const std::vector<std::pair<std::vector<std::string>, std::string>> cases = {
      {{"--persons", "0"}, "--persons: seen '0', wanted a whole number from 1"},
      {{"--persons", "1e6"}, "--persons: seen '1e6', wanted a whole number"},
      {{"--persons", "-5"}, "--persons: seen '-5'"},
      {{"--persons", "5", "--fault-scale", "nan"}, "--fault-scale: seen 'nan', wanted a number from 0 to 10"},
      {{"--persons", "5", "--fault-scale", "-1"}, "--fault-scale: seen '-1'"},
      {{"--persons", "5", "--format", "csv,xml"}, "--format: seen 'xml', wanted 'csv', 'ndjson' or 'desil'"},
      {{"--persons", "5", "--format", ""}, "--format: seen ''"},
      {{"--persons", "5", "--compress", "zip"}, "--compress: seen 'zip', wanted 'none', 'gz' or 'zst'"},
      {{"--persons", "5", "--layout", "dens"}, "nearest 'dense'"},
  };
  for (const auto& [tail, message] : cases) {
    std::vector<std::string> arguments = {"synth", "--out", "n"};
    arguments.insert(arguments.end(), tail.begin(), tail.end());
    REQUIRE_THROWS_WITH(tools::parse_command_line(arguments), Contains(message));
  }
}

TEST_CASE("command line: explain takes a KK or a NIK of 16 digits, not both", "[tools]") {
  REQUIRE(parse<tools::ExplainOptions>({"explain", "out", "--kk", "0104051203150007", "--html", "p.html"}).kk ==
          "0104051203150007");
  REQUIRE(parse<tools::ExplainOptions>({"explain", "out", "--nik", "3204051203150007"}).nik == "3204051203150007");
  REQUIRE_THROWS_WITH(
      tools::parse_command_line({"explain", "out", "--kk", "3204051203150007", "--nik", "3204051203150007"}),
      Contains("wanted one of --kk and --nik"));
  REQUIRE_THROWS_WITH(tools::parse_command_line({"explain", "out", "--kk", "3,20405E+15"}),
                      Contains("--kk: seen '3,*********', wanted 16 digits"));
}

TEST_CASE("command line: sizes are read exactly, with binary and decimal units", "[tools]") {
  const std::vector<std::pair<std::string, std::uint64_t>> cases = {{"1", 1},
                                                                    {"512B", 512},
                                                                    {"1KiB", 1024},
                                                                    {"1k", 1024},
                                                                    {"1KB", 1000},
                                                                    {"8GiB", std::uint64_t{8} << 30},
                                                                    {"8 GiB", std::uint64_t{8} << 30},
                                                                    {"1.5GB", 1'500'000'000},
                                                                    {"1.5gib", 1'610'612'736},
                                                                    {"2T", std::uint64_t{2} << 40},
                                                                    {"0.001KB", 1}};
  for (const auto& [text, bytes] : cases) {
    INFO(text);
    REQUIRE(tools::byte_size("--memory-limit", text) == bytes);
  }
  for (const char* wrong : {"", "0", "GiB", "8QiB", "-1", "1.", "1.2345KB", "8GiBB", "99999999999999999999",
                            "999999999999999T", "0x10", "1e9"}) {
    INFO(wrong);
    REQUIRE_THROWS_WITH(tools::byte_size("--memory-limit", wrong), Contains("wanted a size above zero such as 8GiB"));
  }
}

TEST_CASE("command line: arguments with eight digits and more are masked", "[tools]") {
  REQUIRE(tools::shown_argument("run.toml") == "run.toml");
  REQUIRE(tools::shown_argument("2026-07") == "2026-07");
  REQUIRE(tools::shown_argument("3204051203150007") == "32**************");
  REQUIRE(tools::shown_argument("a\nb") == "a?b");
}

TEST_CASE("command line: match takes one file or two, its link model and folder", "[tools]") {
  const auto one = parse<tools::MatchOptions>({"match", "a.csv", "--model", "link.toml", "--out", "o"});
  REQUIRE(one.left == "a.csv");
  REQUIRE(one.right.empty());
  REQUIRE(one.link_model == "link.toml");
  REQUIRE(one.out == "o");
  const auto two =
      parse<tools::MatchOptions>({"match", "a.csv", "b.csv", "--model=l", "--out=o", "--dry-run", "--threads", "2"});
  REQUIRE(two.right == "b.csv");
  REQUIRE(two.global.dry_run);
  REQUIRE(two.global.threads == 2);
  for (const std::vector<std::string>& arguments : {std::vector<std::string>{"match"},
                                                    {"match", "a.csv"},
                                                    {"match", "a.csv", "--model", "l"},
                                                    {"match", "a", "b", "c", "--model", "l", "--out", "o"},
                                                    {"match", "a", "--modell", "l", "--out", "o"}}) {
    REQUIRE_THROWS_AS(tools::parse_command_line(arguments), engine::Error);
  }
}
