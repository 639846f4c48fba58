// --resume: a run that stopped after a stage goes on there, and gives what an uninterrupted one gives.
#include "io/resume/run_checkpoints.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>

#include "engine/error.h"
#include "engine/parallel.h"
#include "io/export/manifest.h"
#include "io/run/national_run.h"
#include "io/run/run_resume.h"
#include "io/snapshot/key_file.h"
#include "tests/io/run/small_nation.h"
#include "tests/synthetic_nation.h"

using tests::read_file;
using tests::TemporaryFolder;
using tests::write_file;

namespace {

struct Stopped {};

// Stops a run when a stage begins, as a signal would after the stage before it, and keeps the remarks.
class StoppingObserver final : public io::RunObserver {
 public:
  explicit StoppingObserver(std::optional<io::RunStage> at = std::nullopt) : at_(at) {}
  void begin_stage(io::RunStage stage, std::uint64_t) override {
    begun.push_back(stage);
    if (stage == at_) throw Stopped();
  }
  void remark(const std::string& text) override { remarks += text + "\n"; }

  std::vector<io::RunStage> begun;
  std::string remarks;

 private:
  std::optional<io::RunStage> at_;
};

// A small synthetic nation, the same for all cases.
const TemporaryFolder& nation() { return tests::synthetic_nation(3'000, 11); }

// A nation and an output folder of its own.
struct Stage {
  Stage() {
    std::filesystem::copy(nation() / "nation", folder / "nation", std::filesystem::copy_options::recursive);
    io::make_key_file(folder / "key");
    io::make_key_file(folder / "other_key");
  }

  std::string toml() const { return folder / "nation/run.toml"; }
  std::string out() const { return folder / "out"; }

  io::RunRequest request(bool resume, io::RunStage to = io::RunStage::kReport) const {
    io::RunRequest request;
    request.out = out();
    request.to = to;
    request.resume = resume;
    request.build_id = build_id;
    request.keys.plaintext = plaintext;
    request.keys.opening = [this] { return io::read_key_file(folder / key); };
    request.keys.writing = request.keys.opening;
    return request;
  }

  void stop_before(io::RunStage stage, bool resume = false) const {
    StoppingObserver observer(stage);
    REQUIRE_THROWS_AS(io::run_nation(io::read_run_config(toml()), request(resume), observer), Stopped);
  }

  // Goes on, and returns what it said.
  StoppingObserver resume(io::RunStage to = io::RunStage::kReport) const {
    StoppingObserver observer;
    io::run_nation(io::read_run_config(toml(), to), request(true, to), observer);
    return observer;
  }

  void rewrite(const std::string& name, const std::string& from, const std::string& to) const {
    std::string text = read_file(folder / name);
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    write_file(folder / name, text.replace(at, from.size(), to));
  }

  TemporaryFolder folder;
  std::string key = "key", build_id = "build 1";
  bool plaintext = false;
};

using Files = std::map<std::string, std::string>;

// Everything in a run folder that is a function of the inputs.
Files answer_in(const std::string& folder) {
  Files files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const std::string name = entry.path().lexically_relative(folder).string();
    if (name == "manifest.json" || name == "summary.json" || name == "registry.desil") continue;
    files[name] = entry.is_directory() ? "a folder" : read_file(entry.path().string());
  }
  const auto manifest = nlohmann::json::parse(read_file(folder + "/manifest.json"));
  files["manifest.json, core"] = manifest.at("core").dump();
  auto summary = nlohmann::json::parse(read_file(folder + "/summary.json"));
  for (auto& stage : summary.at("stages")) {
    for (const char* name : {"seconds", "bytes", "peak_bytes"}) stage.erase(name);
  }
  summary.erase("threads");
  for (auto& source : summary.at("sources")) {
    if (source.contains("files")) {
      for (auto& file : source.at("files")) file.erase("bytes");
    }
  }
  files["summary.json, without the volatile"] = summary.dump();
  return files;
}

const Files& uninterrupted() {
  static const Files files = [] {
    const Stage stage;
    StoppingObserver observer;
    io::run_nation(io::read_run_config(stage.toml()), stage.request(false), observer);
    REQUIRE(observer.remarks.find("resume") == std::string::npos);
    return answer_in(stage.out());
  }();
  return files;
}

void require_uninterrupted(const Stage& stage) {
  const Files found = answer_in(stage.out());
  for (const auto& [name, bytes] : uninterrupted()) {
    CAPTURE(name);
    REQUIRE(found.contains(name));
    REQUIRE(found.at(name) == bytes);
  }
  REQUIRE(found.size() == uninterrupted().size());
}

using enum io::RunStage;

}  // namespace

TEST_CASE("resume: after ingest and after link the rest gives the same bytes", "[resume]") {
  const int threads = engine::threads();
  for (const io::RunStage stopped : {kLink, kAssemble, kScore, kReport}) {
    for (const int count : {1, 3}) {
      CAPTURE(static_cast<int>(stopped), count);
      engine::set_threads(4 - count);
      const Stage stage;
      stage.stop_before(stopped);
      REQUIRE_FALSE(std::filesystem::exists(stage.out() + "/manifest.json"));
      REQUIRE_FALSE(std::filesystem::exists(stage.out() + "/links.csv"));
      engine::set_threads(count);
      const StoppingObserver observer = stage.resume();
      if (stopped == kLink) {
        REQUIRE(observer.begun.front() == kLink);
        REQUIRE(observer.remarks.find("continues after ingest; ingest is not repeated") != std::string::npos);
      } else {
        REQUIRE(observer.begun.front() == kAssemble);
        REQUIRE(observer.remarks.find("continues after link; ingest and link are not repeated") != std::string::npos);
      }
      require_uninterrupted(stage);
    }
  }
  engine::set_threads(threads);
}

TEST_CASE("resume: runs of empty lines come back row by row", "[resume]") {
  const auto empty_lines_in = [](const Stage& stage) {
    for (const char* name : {"nation/dukcapil.csv", "nation/regsosek_persons.csv", "nation/dtks_families.csv"}) {
      std::string text = read_file(stage.folder / name);
      text.insert(text.find('\n') + 1, 40, '\n');
      write_file(stage.folder / name, text + std::string(7, '\n') + "\r\n\n\n");
    }
    stage.rewrite("nation/run.toml", "max_rejects = 0.05", "max_rejects = 0.9");
  };
  const Stage whole;
  empty_lines_in(whole);
  StoppingObserver observer;
  io::run_nation(io::read_run_config(whole.toml()), whole.request(false), observer);
  const std::string wanted = read_file(whole.out() + "/rejects.csv");
  std::size_t blank = 0;
  for (const std::string& line : tests::lines_of(wanted)) blank += line.find("baris_kosong") != std::string::npos;
  REQUIRE(blank >= 3 * 50);
  for (const io::RunStage stopped : {kLink, kAssemble}) {
    const Stage stage;
    empty_lines_in(stage);
    stage.stop_before(stopped);
    stage.resume();
    REQUIRE(read_file(stage.out() + "/rejects.csv") == wanted);
  }
}

TEST_CASE("resume: stages keep the seconds measured when they ran", "[resume]") {
  const Stage stage;
  stage.stop_before(kAssemble);
  stage.resume();
  const auto summary = nlohmann::json::parse(read_file(stage.out() + "/summary.json"));
  REQUIRE(summary.at("stages").size() == 7);
  REQUIRE(summary.at("stages")[0].at("name") == "ingest");
  REQUIRE(summary.at("stages")[0].at("seconds") > 0.0);
  REQUIRE(summary.at("stages")[0].at("rows") > 3000);
  REQUIRE(summary.at("stages")[1].at("bytes") > 10'000);
}

TEST_CASE("resume: field mode keeps the source of every cell", "[resume]") {
  const auto field_mode = [](const Stage& stage) {
    stage.rewrite("nation/run.toml", "[desil]", "[assemble]\nmode = \"field\"\n[desil]");
  };
  Stage whole, stopped;
  field_mode(whole);
  field_mode(stopped);
  StoppingObserver observer;
  io::run_nation(io::read_run_config(whole.toml()), whole.request(false), observer);
  stopped.stop_before(kAssemble);
  REQUIRE(stopped.resume().begun.front() == kAssemble);
  REQUIRE(answer_in(stopped.out()) == answer_in(whole.out()));
  REQUIRE(answer_in(whole.out()).at("families.csv") != uninterrupted().at("families.csv"));
}

TEST_CASE("resume: a run that stopped by --to link is continued, and keeps its own files until then", "[resume]") {
  const Stage stage;
  StoppingObserver observer;
  io::run_nation(io::read_run_config(stage.toml()), stage.request(false, kLink), observer);
  REQUIRE(std::filesystem::exists(stage.out() + "/links.csv"));
  stage.stop_before(kReport, /*resume=*/true);
  REQUIRE(read_file(stage.out() + "/links.csv") == uninterrupted().at("links.csv"));
  REQUIRE(stage.resume().begun.front() == kAssemble);
  require_uninterrupted(stage);
}

TEST_CASE("resume: without --resume nothing of the interrupted run is used or left", "[resume]") {
  const Stage stage;
  stage.stop_before(kAssemble);
  StoppingObserver observer;
  io::run_nation(io::read_run_config(stage.toml()), stage.request(false), observer);
  REQUIRE(observer.begun.front() == kIngest);
  require_uninterrupted(stage);
}

TEST_CASE("resume: what has changed since starts the run from the beginning and is named", "[resume]") {
  struct Case {
    const char* why;
    bool same_answer;
    std::function<void(Stage&)> change;
  };
  const std::vector<Case> cases = {
      {"dukcapil.csv has changed since", true,
       [](Stage& stage) {
         write_file(stage.folder / "nation/dukcapil.csv", read_file(stage.folder / "nation/dukcapil.csv"));
       }},
      {"flags/asn.csv has changed since", true,
       [](Stage& stage) {
         const std::string path = stage.folder / "nation/flags/asn.csv";
         std::filesystem::copy_file(path, path + ".new");
         std::filesystem::rename(path + ".new", path);
       }},
      {"the run file says something else since", false,
       [](Stage& stage) { stage.rewrite("nation/run.toml", "seed = ", "seed = 1"); }},
      {"made by another version of the program", true, [](Stage& stage) { stage.build_id = "build 2"; }},
      {"is not used: ", true, [](Stage& stage) { stage.key = "other_key"; }},
  };
  for (const Case& one : cases) {
    CAPTURE(one.why);
    Stage stage;
    stage.stop_before(kAssemble);
    one.change(stage);
    const StoppingObserver observer = stage.resume();
    CAPTURE(observer.remarks);
    REQUIRE(observer.begun.front() == kIngest);
    REQUIRE(observer.remarks.find(one.why) != std::string::npos);
    REQUIRE(observer.remarks.find("the run starts from the beginning") != std::string::npos);
    if (one.same_answer) require_uninterrupted(stage);
  }
}

TEST_CASE("resume: a changed source repeats link alone", "[resume]") {
  const Stage stage;
  stage.stop_before(kAssemble);
  const std::string path = stage.folder / "nation/p3ke_persons.csv";
  write_file(path, read_file(path));
  const StoppingObserver observer = stage.resume();
  REQUIRE(observer.begun.front() == kLink);
  REQUIRE(observer.remarks.find("p3ke_persons.csv has changed since; link is done again") != std::string::npos);
  require_uninterrupted(stage);
}

TEST_CASE("resume: any damage of what was left behind is found and costs only time", "[resume]") {
  const auto flip = [](const std::string& path, std::size_t at) {
    std::string bytes = read_file(path);
    bytes[at % bytes.size()] ^= 1;
    write_file(path, bytes);
  };
  for (const char* name : {"ingest.desil", "link.desil", "links.csv", "duplicates.csv", "families_unmatched.csv"}) {
    for (const std::size_t at : {std::size_t{100}, std::size_t{5000}, std::size_t{123'457}}) {
      CAPTURE(name, at);
      const Stage stage;
      stage.stop_before(kAssemble);
      flip(stage.out() + "/.resume/" + name, at);
      const StoppingObserver observer = stage.resume();
      REQUIRE(observer.begun.front() == (std::string(name) == "ingest.desil" ? kIngest : kLink));
      REQUIRE(observer.remarks.find(" is not used: ") != std::string::npos);
      require_uninterrupted(stage);
    }
    const Stage stage;
    stage.stop_before(kAssemble);
    std::filesystem::remove(stage.out() + "/.resume/" + name);
    REQUIRE(stage.resume().begun.front() == (std::string(name) == "ingest.desil" ? kIngest : kLink));
    require_uninterrupted(stage);
  }
}

TEST_CASE("resume: a link checkpoint of another ingest is not used", "[resume]") {
  const Stage first, second;
  first.rewrite("nation/flags/asn.csv", "\n", "\n1101010101010001\n");
  first.stop_before(kAssemble);
  second.stop_before(kAssemble);
  std::filesystem::copy_file(first.out() + "/.resume/link.desil", second.out() + "/.resume/link.desil",
                             std::filesystem::copy_options::overwrite_existing);
  REQUIRE(second.resume().begun.front() == kLink);
  require_uninterrupted(second);
}

TEST_CASE("resume: checkpoints are sealed unless --plaintext says otherwise, and a plain one is not taken for sealed",
          "[resume]") {
  Stage stage;
  stage.stop_before(kAssemble);
  for (const char* name : {"ingest.desil", "link.desil"}) {
    REQUIRE(read_file(stage.out() + "/.resume/" + name).find("\"config\"") == std::string::npos);
  }
  stage.plaintext = true;
  stage.stop_before(kAssemble);
  for (const char* name : {"ingest.desil", "link.desil"}) {
    REQUIRE(read_file(stage.out() + "/.resume/" + name).find("\"config\"") != std::string::npos);
  }
  stage.plaintext = false;
  REQUIRE(stage.resume().begun.front() == kIngest);
  require_uninterrupted(stage);
}

TEST_CASE("resume: [run] checkpoint = false leaves nothing to resume from", "[resume]") {
  const Stage stage;
  stage.rewrite("nation/run.toml", "[run]\n", "[run]\ncheckpoint = false\n");
  stage.stop_before(kAssemble);
  REQUIRE_FALSE(std::filesystem::exists(stage.out() + "/.resume"));
  const StoppingObserver observer = stage.resume();
  REQUIRE(observer.remarks.find("no interrupted run has left a checkpoint here") != std::string::npos);
  require_uninterrupted(stage);
}

TEST_CASE("resume: two runs never write into one folder", "[resume]") {
  const Stage stage;
  class Second final : public io::RunObserver {
   public:
    explicit Second(const Stage& s) : stage(s) {}
    void begin_stage(io::RunStage which, std::uint64_t) override {
      if (which != kAssemble) return;
      StoppingObserver observer;
      REQUIRE_THROWS_WITH(io::run_nation(io::read_run_config(stage.toml()), stage.request(false), observer),
                          Catch::Contains("another run writes into this folder"));
      tried = true;
    }
    const Stage& stage;
    bool tried = false;
  } observer(stage);
  io::run_nation(io::read_run_config(stage.toml()), stage.request(false), observer);
  REQUIRE(observer.tried);
  require_uninterrupted(stage);
}
