// Runs with a given link model and with decisions, from the run file to the outputs.
#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "engine/error.h"
#include "engine/parallel.h"
#include "io/explain/explain.h"
#include "io/export/manifest_check.h"
#include "io/run/national_run.h"
#include "io/run/run_resume.h"
#include "tests/io/run/small_nation.h"
#include "tools/synth/synth.h"

using Catch::Contains;
using tests::lines_of;
using tests::read_file;
using tests::TemporaryFolder;
using tests::write_file;

namespace {

class Remarks final : public io::RunObserver {
 public:
  void remark(const std::string& text) override { said += text + "\n"; }
  std::string said;
};

// A synthetic nation with doubled faults, and its first run.
struct Nation {
  Nation() {
    tools::SynthOptions options;
    options.persons = 4'000;
    options.seed = 5;
    options.out = folder / "in";
    options.survey_rows = 0;
    tools::synthesize(options);
    run("out");
  }

  // Adds lines to a copy of the run file and returns its path.
  std::string toml(const std::string& lines) const {
    const std::string path = folder / "in/other.toml";
    write_file(path, read_file(folder / "in/run.toml") + lines);
    return path;
  }
  io::RunConfig config(const std::string& lines = "", const std::string& decisions = "",
                       io::RunStage to = io::RunStage::kLink) const {
    io::RunConfig config = io::read_run_config(toml(lines), to);
    if (!decisions.empty()) config.decisions = io::InputPath{decisions, folder / decisions};
    return config;
  }
  engine::RunSummary run(const std::string& out, const std::string& lines = "", const std::string& decisions = "",
                         io::RunStage to = io::RunStage::kLink, bool resume = false) const {
    io::RunRequest request;
    request.out = folder / out;
    request.to = to;
    request.resume = resume;
    request.keys.plaintext = true;
    remarks = Remarks();
    return io::run_nation(config(lines, decisions, to), request, remarks);
  }

  TemporaryFolder folder;
  mutable Remarks remarks;
};

const Nation& nation() {
  static const Nation made;
  return made;
}

const std::string kOwnModel = "\n[link]\nmodel = \"../out/link_model.json\"\n";

std::string fill(const std::string& review, const std::string& first, const std::string& others) {
  std::string text;
  bool header = true, once = true;
  for (const std::string& line : lines_of(review)) {
    text += line + (header ? "" : once ? first : others) + "\n";
    once = header;
    header = false;
  }
  return text;
}

std::string refused(const std::function<void()>& body, engine::ExitCode code) {
  try {
    body();
  } catch (const engine::Error& error) {
    REQUIRE(error.code() == code);
    return error.what();
  }
  FAIL("nothing was refused");
  return "";
}

}  // namespace

TEST_CASE("link model: a run with its own model gives the same links, and says that it was fixed", "[run]") {
  const engine::RunSummary summary = nation().run("fixed", kOwnModel);
  for (const char* name : {"links.csv", "link_model.json", "review.csv", "families_unmatched.csv"}) {
    CAPTURE(name);
    REQUIRE(read_file(nation().folder / "fixed/" + name) == read_file(nation().folder / "out/" + name));
  }
  REQUIRE(summary.sources[1].linking->model == "fixed");
  REQUIRE_THAT(read_file(nation().folder / "fixed/summary.json"), Contains("\"model\": \"fixed\""));
  REQUIRE_THAT(read_file(nation().folder / "fixed/manifest.json"), Contains("\"link_model\":\""));
  REQUIRE(io::check_manifest(nation().folder / "fixed", "").intact());
}

TEST_CASE("link model: the same bytes for any number of threads", "[run][threads]") {
  for (const int count : {1, 3}) {
    engine::set_threads(count);
    nation().run("threads");
    for (const char* name : {"link_model.json", "review.csv"}) {
      REQUIRE(read_file(nation().folder / "threads/" + name) == read_file(nation().folder / "out/" + name));
    }
  }
  engine::set_threads(0);
}

TEST_CASE("link model: learn = true learns on, a missing source is learned as usual and said", "[run]") {
  const engine::RunSummary on = nation().run("on", kOwnModel + "learn = true\n");
  REQUIRE(on.sources[1].linking->model == "continued");
  REQUIRE_THAT(read_file(nation().folder / "on/link_model.json"), Contains("\"continued\": true"));
  std::string text = read_file(nation().folder / "out/link_model.json");
  const std::size_t at = text.find("\"source\": \"dtks\"");
  REQUIRE(at != std::string::npos);
  write_file(nation().folder / "in/other.json", text.replace(at, 16, "\"source\": \"dtsk\""));
  const engine::RunSummary part = nation().run("part", "\n[link]\nmodel = \"other.json\"\n");
  REQUIRE_THAT(nation().remarks.said, Contains("other.json: has no model of dtks"));
  for (const engine::SourceSummary& source : part.sources) {
    if (source.linking) REQUIRE(source.linking->model == (source.name == "dtks" ? "trained" : "fixed"));
  }
}

TEST_CASE("link model: the model of a run in the folder it would be written to is refused", "[run]") {
  REQUIRE_THAT(refused([] { nation().run("out", kOwnModel); }, engine::ExitCode::kUsage), Contains("is an input"));
  REQUIRE_THAT(refused([] { nation().run("x", "\n[link]\nlearn = true\n"); }, engine::ExitCode::kUsage),
               Contains("none is named"));
}

TEST_CASE("review: at most so many rows a source as asked for, private, listed in the manifest", "[run]") {
  const std::string review = read_file(nation().folder / "out/review.csv");
  REQUIRE(
      lines_of(review)[0] ==
      "sumber,baris,nik,nik_registri,peluang,bobot,tingkat_nik,tingkat_lahir,tingkat_kelamin,tingkat_nama,keputusan");
  REQUIRE(lines_of(review).size() > 5);
  struct stat status {};
  REQUIRE(::stat((nation().folder / "out/review.csv").c_str(), &status) == 0);
  REQUIRE((status.st_mode & 0777) == 0600);
  REQUIRE_THAT(read_file(nation().folder / "out/manifest.json"), Contains("\"review.csv\"") && Contains("link_model"));
  nation().run("few", "\n[link]\nreview_rows = 1\n");
  std::map<std::string, int> rows;
  for (const std::string& line : lines_of(read_file(nation().folder / "few/review.csv"))) {
    ++rows[line.substr(0, line.find(','))];
    REQUIRE(review.find(line) != std::string::npos);
  }
  REQUIRE(rows.size() > 1);  // the header, and the sources
  for (const auto& [source, of_source] : rows) REQUIRE(of_source == 1);
  REQUIRE(lines_of(read_file(nation().folder / "few/review.csv")).size() < lines_of(review).size());
  nation().run("none", "\n[link]\nreview_rows = 0\n");
  REQUIRE_FALSE(std::filesystem::exists(nation().folder / "none/review.csv"));
}

TEST_CASE("decisions: are applied, counted and shown in links, summary and explain", "[run]") {
  const std::string review = read_file(nation().folder / "out/review.csv");
  write_file(nation().folder / "decided.csv", fill(review, "sama", "beda"));
  const engine::RunSummary summary = nation().run("decided", "", "decided.csv", io::RunStage::kReport);
  std::uint64_t same = 0, other = 0;
  for (const engine::SourceSummary& source : summary.sources) {
    if (!source.linking) continue;
    same += source.linking->decided_same;
    other += source.linking->decided_other;
  }
  REQUIRE(same == 1);
  REQUIRE(other == lines_of(review).size() - 2);
  const std::string first = lines_of(review)[1];
  const std::string row = first.substr(0, first.find(',', first.find(',') + 1) + 1);
  const std::string registry_nik = first.substr(row.size() + first.substr(row.size()).find(',') + 1, 16);
  const std::string links = read_file(nation().folder / "decided/links.csv");
  REQUIRE(lines_of(links)[0] == "sumber,baris,nik,status,bobot,peluang,nik_registri,keputusan");
  std::size_t sama = 0, beda = 0;
  for (const std::string& line : lines_of(links)) {
    sama += line.ends_with(",sama");
    beda += line.ends_with(",beda");
    if (line.starts_with(row)) REQUIRE_THAT(line, Contains(",padan,") && Contains(",1.0000," + registry_nik + ",sama"));
  }
  REQUIRE(sama == 1);
  REQUIRE(beda == other);
  io::ExplainRequest request;
  request.out = nation().folder / "decided";
  request.nik = std::stoull(registry_nik);
  request.keys.plaintext = true;
  io::RunObserver silent;
  bool explained = false;
  for (const io::PersonEvidence& person : io::explain_family(request, silent).evidence.persons) {
    explained |= person.decision.value_or(false);
  }
  REQUIRE(explained);
  write_file(nation().folder / "decided.csv", fill(review, "", "beda"));
  REQUIRE_THAT(refused([&] { io::explain_family(request, silent); }, engine::ExitCode::kDamaged),
               Contains("decided.csv"));
}

TEST_CASE("decisions: made for other files, they are refused", "[run]") {
  const std::string header = "sumber,baris,nik,nik_registri,keputusan\n";
  const std::string first = lines_of(read_file(nation().folder / "out/review.csv"))[1];
  const std::string registry = lines_of(read_file(nation().folder / "in/dukcapil.csv"))[1].substr(0, 16);
  const auto said = [&](const std::string& line) {
    write_file(nation().folder / "wrong.csv", header + line + "\n");
    return refused([] { nation().run("wrong", "", "wrong.csv"); }, engine::ExitCode::kInput);
  };
  REQUIRE_THAT(said("regsosek,1,1111111111111111," + registry + ",sama"),
               Contains("wrong.csv: row 1, column 'nik': seen 11**************") && Contains("the NIK of row 1"));
  REQUIRE_THAT(said("regsosek,4000000,1111111111111111," + registry + ",sama"),
               Contains("row 1, column 'baris': seen 4000000"));
  REQUIRE_THAT(said("regsosek,1,1111111111111111,1111111111111111,sama"),
               Contains("row 1, column 'nik_registri': seen 11**************"));
  REQUIRE_FALSE(std::filesystem::exists(nation().folder / "wrong/links.csv"));
}

TEST_CASE("decisions: a review with decisions in it is not written over", "[run]") {
  nation().run("kept");
  write_file(nation().folder / "kept/review.csv", fill(read_file(nation().folder / "out/review.csv"), "sama", ""));
  REQUIRE_THAT(refused([] { nation().run("kept"); }, engine::ExitCode::kUsage), Contains("--decisions"));
  std::filesystem::copy_file(nation().folder / "kept/review.csv", nation().folder / "copy.csv",
                             std::filesystem::copy_options::overwrite_existing);
  nation().run("kept", "", "copy.csv");
  REQUIRE(read_file(nation().folder / "kept/review.csv") != read_file(nation().folder / "copy.csv"));
}

TEST_CASE("decisions: --resume holds only for the same decisions", "[run][resume]") {
  const std::string review = read_file(nation().folder / "out/review.csv");
  write_file(nation().folder / "r.csv", fill(review, "sama", ""));
  nation().run("resumed", "", "r.csv");
  const auto complete = [](const std::string& decisions) {
    io::SnapshotKeys keys;
    keys.plaintext = true;
    return io::run_is_complete(nation().config("", decisions), nation().folder / "resumed", io::RunStage::kLink, keys);
  };
  REQUIRE(complete("r.csv"));
  REQUIRE_FALSE(complete(""));
  const std::string links = read_file(nation().folder / "resumed/links.csv");
  nation().run("resumed", "", "r.csv", io::RunStage::kAssemble, true);
  REQUIRE_THAT(nation().remarks.said, Contains("ingest and link are not repeated"));
  REQUIRE(read_file(nation().folder / "resumed/links.csv") == links);
  write_file(nation().folder / "r.csv", fill(review, "beda", ""));
  REQUIRE_FALSE(complete("r.csv"));
  nation().run("resumed", "", "r.csv", io::RunStage::kLink, true);
  REQUIRE(read_file(nation().folder / "resumed/links.csv") != links);
}
