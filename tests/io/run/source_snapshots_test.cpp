// Source snapshots through the whole run: written by --to ingest, read in place of text.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <regex>

#include "engine/error.h"
#include "engine/parallel.h"
#include "io/run/national_run.h"
#include "io/run/run_plan.h"
#include "io/run/run_resume.h"
#include "tests/io/run/small_nation.h"
#include "tests/io/snapshot/snapshot_bytes.h"
#include "tools/synth/synth.h"

using tests::read_file;
using tests::SmallNation;
using tests::TemporaryFolder;

namespace {

constexpr const char* kSameFiles[] = {"families.csv", "links.csv", "duplicates.csv", "families_unmatched.csv",
                                      "quality.csv"};

io::SnapshotKeys keys(unsigned char value = 7) {
  io::SnapshotKeys keys;
  keys.opening = keys.writing = [value] { return tests::test_key(value); };
  return keys;
}

void run(const std::string& run_file, const std::string& out, io::RunStage to = io::RunStage::kReport,
         const io::SnapshotKeys& with = keys()) {
  io::RunObserver silent;
  io::RunRequest request;
  request.out = out;
  request.to = to;
  request.keys = with;
  io::run_nation(io::read_run_config(run_file, to), request, silent);
}

// The run file with the snapshots of OUT (a sister folder) in place of the text.
std::string with_snapshots(std::string text, const std::string& out) {
  text = std::regex_replace(text, std::regex("\"dukcapil\\.csv\""), "\"../" + out + "/dukcapil_persons.desil\"");
  return std::regex_replace(text, std::regex("\"(\\w+_(persons|families))\\.csv\""), "\"../" + out + "/$1.desil\"");
}

nlohmann::json core_of(const std::string& out) {
  return nlohmann::json::parse(read_file(out + "/manifest.json")).at("core");
}

engine::ExitCode code_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const engine::Error& error) {
    return error.code();
  }
  return engine::ExitCode::kOk;
}

// A synthetic nation, its run from text, and its sources as snapshots; made once.
struct StoredNation {
  StoredNation() {
    tools::SynthOptions options;
    options.persons = 12'000;
    options.seed = 3;
    options.out = folder / "nation";
    options.survey_rows = 0;
    tools::synthesize(options);
    run(folder / "nation/run.toml", folder / "text");
    run(folder / "nation/run.toml", folder / "stored", io::RunStage::kIngest);
    tests::write_file(folder / "nation/stored.toml", with_snapshots(read_file(folder / "nation/run.toml"), "stored"));
  }
  TemporaryFolder folder;
};

const StoredNation& nation() {
  static const StoredNation once;
  return once;
}

}  // namespace

TEST_CASE("source snapshots: a run from them writes the bytes of the run from text, for any number of threads",
          "[run]") {
  const auto& folder = nation().folder;
  for (const int threads : {1, 2, 3, 8}) {
    engine::set_threads(threads);
    const std::string out = folder / ("from_snapshots" + std::to_string(threads));
    run(folder / "nation/stored.toml", out);
    for (const char* name : kSameFiles) {
      CAPTURE(threads, name);
      REQUIRE(read_file(out + "/" + name) == read_file(folder / (std::string("text/") + name)));
    }
  }
  engine::set_threads(0);
  // The rejects of the text are not in a snapshot: read = accepted.
  const auto core = core_of(folder / "from_snapshots1");
  for (const auto& input : core.at("inputs")) {
    if (!input.contains("plain_sha256")) continue;
    REQUIRE(input.at("rejected") == 0);
    REQUIRE(input.at("rows_read") == input.at("accepted"));
  }
}

TEST_CASE("source snapshots: the manifest names them, and their plain columns are the same for any key", "[run]") {
  const auto& folder = nation().folder;
  const auto core = core_of(folder / "stored");
  REQUIRE(core.at("snapshots").size() == 7);
  for (const auto& snapshot : core.at("snapshots")) REQUIRE(snapshot.at("encrypted") == true);
  const std::string digest = core.at("snapshots").at(0).at("plain_sha256");
  REQUIRE(digest.size() == 64);

  io::SnapshotKeys plain;
  plain.plaintext = true;
  run(folder / "nation/run.toml", folder / "plain", io::RunStage::kIngest, plain);
  const auto plain_core = core_of(folder / "plain");
  for (std::size_t i = 0; i < 7; ++i) {
    REQUIRE(plain_core.at("snapshots").at(i).at("encrypted") == false);
    REQUIRE(plain_core.at("snapshots").at(i).at("plain_sha256") == core.at("snapshots").at(i).at("plain_sha256"));
  }
  run(folder / "nation/run.toml", folder / "other_key", io::RunStage::kIngest, keys(9));
  REQUIRE(core_of(folder / "other_key") == core);
  REQUIRE(tests::bytes_of_file(folder / "other_key/dtks_persons.desil") !=
          tests::bytes_of_file(folder / "stored/dtks_persons.desil"));
  // The files themselves stand in the volatile part, with bytes and sum.
  const auto files = nlohmann::json::parse(read_file(folder / "stored/manifest.json")).at("volatile").at("files");
  REQUIRE(files.size() == 8);
}

TEST_CASE("source snapshots: a key that is wrong is exit 6, a page that is damaged exit 4 with its section", "[run]") {
  const auto& folder = nation().folder;
  REQUIRE(code_of([&] { run(folder / "nation/stored.toml", folder / "refused", io::RunStage::kReport, keys(8)); }) ==
          engine::ExitCode::kKey);
  io::SnapshotKeys none;
  none.plaintext = true;
  REQUIRE(code_of([&] { run(folder / "nation/stored.toml", folder / "refused", io::RunStage::kReport, none); }) ==
          engine::ExitCode::kKey);
  const std::string path = folder / "stored/p3ke_persons.desil";
  const std::string honest = tests::bytes_of_file(path);
  const io::SnapshotReader reader(path, tests::test_access());
  std::string damaged = honest;
  damaged[reader.header().page_offset(reader.section("birth").runs.at(0).first) + 77] ^= 1;
  tests::write_file(folder / "nation/damaged.desil", damaged);
  std::string text = read_file(folder / "nation/stored.toml");
  text = std::regex_replace(text, std::regex("../stored/p3ke_persons.desil"), "damaged.desil");
  tests::write_file(folder / "nation/damaged.toml", text);
  try {
    run(folder / "nation/damaged.toml", folder / "refused");
    FAIL("damage went unseen");
  } catch (const engine::Error& error) {
    REQUIRE(error.code() == engine::ExitCode::kDamaged);
    REQUIRE_THAT(error.what(), Catch::Contains("damaged.desil: page") && Catch::Contains("section birth"));
  }
  REQUIRE_FALSE(std::filesystem::exists(folder / "refused/families.csv"));
}

TEST_CASE("source snapshots: a plan counts their rows by the directory", "[run]") {
  const auto& folder = nation().folder;
  const io::RunPlan plan =
      io::plan_run(io::read_run_config(folder / "nation/stored.toml"), io::RunStage::kReport, keys());
  const auto inputs = core_of(folder / "stored").at("inputs");
  for (std::size_t i = 0; i < 7; ++i) {
    REQUIRE(plan.files.at(i).path.ends_with(".desil"));
    REQUIRE(plan.files.at(i).rows == inputs.at(i).at("accepted"));
  }
}

TEST_CASE("source snapshots: a finished run from them is known as complete until one changes", "[run]") {
  const auto& folder = nation().folder;
  const auto config = io::read_run_config(folder / "nation/stored.toml");
  run(folder / "nation/stored.toml", folder / "complete");
  REQUIRE(io::run_is_complete(config, folder / "complete", io::RunStage::kReport, keys()));
  const std::string kept = tests::bytes_of_file(folder / "stored/dtks_families.desil");
  std::filesystem::copy_file(folder / "stored/p3ke_families.desil", folder / "stored/dtks_families.desil",
                             std::filesystem::copy_options::overwrite_existing);
  REQUIRE_FALSE(io::run_is_complete(config, folder / "complete", io::RunStage::kReport, keys()));
  tests::write_file(folder / "stored/dtks_families.desil", kept);
  REQUIRE(io::run_is_complete(config, folder / "complete", io::RunStage::kReport, keys()));
}

TEST_CASE("source snapshots: a run never writes over or removes the snapshots that it reads", "[run]") {
  const TemporaryFolder folder;
  const std::string run_file = SmallNation().write(folder / "in");
  run(run_file, folder / "stored", io::RunStage::kIngest);
  tests::write_file(folder / "in/stored.toml", with_snapshots(read_file(run_file), "stored"));
  // The earlier manifest of this folder lists its snapshots, so a run without --to ingest would remove them.
  for (const io::RunStage to : {io::RunStage::kReport, io::RunStage::kIngest}) {
    REQUIRE_THROWS_WITH(run(folder / "in/stored.toml", folder / "stored", to),
                        Catch::Contains("is an input of the run"));
    REQUIRE(std::filesystem::exists(folder / "stored/dtks_persons.desil"));
  }
  run(run_file, folder / "stored");
  REQUIRE_FALSE(std::filesystem::exists(folder / "stored/dtks_persons.desil"));
  REQUIRE(std::filesystem::exists(folder / "stored/families.csv"));
}

TEST_CASE("source snapshots: no name of a source leads out of the folder, and no two share a file", "[run]") {
  const TemporaryFolder folder;
  SmallNation nation;
  std::string& text = nation.files["run.toml"];
  text = std::regex_replace(text, std::regex("name = \"dtks\""), "name = \"../../dtks 2024\"");
  run(nation.write(folder / "in"), folder / "deep/out", io::RunStage::kIngest);
  REQUIRE(std::filesystem::exists(folder / "deep/out/______dtks_2024_persons.desil"));
  std::size_t elsewhere = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path()))
    elsewhere += entry.path().extension() == ".desil" && entry.path().parent_path() != folder / "deep/out";
  REQUIRE(elsewhere == 0);

  text = std::regex_replace(text, std::regex("name = \"regsosek\""), "name = \"../..-dtks 2024\"");
  text = std::regex_replace(text, std::regex("\\.\\./\\.\\.-dtks"), "../.. dtks");
  text = std::regex_replace(text, std::regex("name = \"\\.\\./\\.\\. dtks 2024\""), "name = \"a b\"");
  text = std::regex_replace(text, std::regex("name = \"\\.\\./\\.\\./dtks 2024\""), "name = \"a/b\"");
  REQUIRE_THROWS_WITH(run(nation.write(folder / "in2"), folder / "out2", io::RunStage::kIngest),
                      Catch::Contains("'a b' and 'a/b' would both be written as a_b_persons.desil"));
}

TEST_CASE("source snapshots: a repeated NIK is rejected again, in the file that holds it", "[run]") {
  const TemporaryFolder folder;
  SmallNation nation;
  std::string& registry = nation.files["dukcapil.csv"];
  const std::string line =
      registry.substr(registry.find('\n') + 1, registry.find('\n', registry.find('\n') + 1) - registry.find('\n'));
  registry += "kaputt\n" + line;
  std::string& text = nation.files["run.toml"];
  text += "[limits]\nmax_rejects = 1.0\n";
  const std::string run_file = nation.write(folder / "in");
  run(run_file, folder / "text");
  run(run_file, folder / "stored", io::RunStage::kIngest);
  tests::write_file(folder / "in/stored.toml", with_snapshots(read_file(run_file), "stored"));
  run(folder / "in/stored.toml", folder / "out");
  REQUIRE(read_file(folder / "out/families.csv") == read_file(folder / "text/families.csv"));
  const auto rejects = tests::lines_of(read_file(folder / "out/rejects.csv"));
  std::size_t repeated = 0;
  for (const std::string& reject : rejects) {
    if (reject.find("nik_ganda") == std::string::npos) continue;
    ++repeated;
    REQUIRE_THAT(reject, Catch::StartsWith("dukcapil,../stored/dukcapil_persons.desil,"));
  }
  REQUIRE(repeated == 1);
}

TEST_CASE("synth: --format desil is the nation of the CSV, and both can be written at once", "[run][synth]") {
  const auto& text = nation().folder;
  const TemporaryFolder folder;
  tools::SynthOptions options;
  options.persons = 12'000;
  options.seed = 3;
  options.survey_rows = 0;
  options.keys = keys();
  for (const auto& formats : {std::vector<std::string>{"desil"}, std::vector<std::string>{"csv", "desil"}}) {
    options.formats = formats;
    options.out = folder / formats.front();
    engine::set_threads(formats.size() == 1 ? 3 : 1);
    tools::synthesize(options);
  }
  engine::set_threads(0);
  for (const char* name : {"truth/persons.csv", "truth/faults.csv", "flags/asn.csv", "pmt.json", "programmes.toml"}) {
    CAPTURE(name);
    REQUIRE(read_file(folder / (std::string("desil/") + name)) == read_file(text / (std::string("nation/") + name)));
  }
  REQUIRE(read_file(folder / "csv/regsosek_persons.csv") == read_file(text / "nation/regsosek_persons.csv"));
  const auto digest = [](const std::string& path) {
    return io::SnapshotReader(path, tests::test_access()).plain_sha256();
  };
  for (const char* name : {"dukcapil.desil", "regsosek_persons.desil", "dtks_families.desil"}) {
    REQUIRE(digest(folder / (std::string("csv/") + name)) == digest(folder / (std::string("desil/") + name)));
  }
  run(folder / "desil/run.toml", folder / "out");
  for (const char* name : kSameFiles) {
    CAPTURE(name);
    REQUIRE(read_file(folder / (std::string("out/") + name)) == read_file(text / (std::string("text/") + name)));
  }
}

TEST_CASE("source snapshots: a snapshot of another source or date is refused with its cure", "[run]") {
  const auto& folder = nation().folder;
  const std::string text = read_file(folder / "nation/stored.toml");
  std::string exchanged = std::regex_replace(text, std::regex("dtks_persons"), "between");
  exchanged = std::regex_replace(exchanged, std::regex("p3ke_persons"), "dtks_persons");
  exchanged = std::regex_replace(exchanged, std::regex("between"), "p3ke_persons");
  REQUIRE(exchanged != text);
  tests::write_file(folder / "nation/exchanged.toml", exchanged);
  REQUIRE_THROWS_WITH(run(folder / "nation/exchanged.toml", folder / "refused"),
                      Catch::Contains("a snapshot of source '") && Catch::Contains("Cure: name the snapshot"));
  const std::string later = std::regex_replace(text, std::regex("date = 2024-12-31"), "date = 2024-12-30");
  REQUIRE(later != text);
  tests::write_file(folder / "nation/later.toml", later);
  REQUIRE_THROWS_WITH(run(folder / "nation/later.toml", folder / "refused"),
                      Catch::Contains("made with the date 2024-12-31, the run file says 2024-12-30"));
  REQUIRE_FALSE(std::filesystem::exists(folder / "refused/families.csv"));
}
