// Kills, fills and breaks a run at every write-like call: its folder holds the old files or the new ones.
#include <sys/wait.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "tests/io/run/small_nation.h"
#include "tests/tools/program.h"

#ifndef DESIL_SANITIZED  // the sanitizers want to be loaded first themselves

namespace {

using tests::ProgramResult;
using tests::TemporaryFolder;

// The outputs whose bytes depend on the input alone, with the state of the manifest beside them.
using Outputs = std::map<std::string, std::string>;

Outputs outputs_in(const std::string& folder) {
  Outputs outputs;
  for (const char* name :
       {"families.csv", "links.csv", "duplicates.csv", "rejects.csv", "families_unmatched.csv", "quality.csv"}) {
    if (std::filesystem::exists(folder + "/" + name)) outputs[name] = tests::read_text(folder + "/" + name);
  }
  // The core names the SHA-256 of every output and of the snapshot's plain columns; verify compares the files.
  if (std::filesystem::exists(folder + "/manifest.json")) {
    outputs["core"] = nlohmann::json::parse(tests::read_text(folder + "/manifest.json")).at("core").dump();
    if (std::filesystem::exists(folder + "/registry.desil")) outputs["registry.desil"] = "there";
  }
  return outputs;
}

std::vector<std::string> hidden_files(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name.front() == '.') names.push_back(name);
  }
  return names;
}

// At most `most` of the calls 1 … calls: all of them, else a fixed stride and as many at random. With DESIL_EVERY_CALL
// in the environment always all of them: the long run by hand.
std::vector<long> sampled(long calls, long most) {
  std::vector<long> chosen;
  if (calls <= most || std::getenv("DESIL_EVERY_CALL") != nullptr) {
    for (long call = 1; call <= calls; ++call) chosen.push_back(call);
    return chosen;
  }
  static const auto seed = [] {
    const std::uint32_t drawn = std::random_device{}();
    std::printf("interrupted run: the seed of the sample is %u\n", drawn);
    return drawn;
  }();
  static std::mt19937 random(seed);
  std::set<long> all;
  for (long i = 0; i < most / 2; ++i) all.insert(1 + i * (calls - 1) / (most / 2 - 1));
  while (static_cast<long>(all.size()) < most)
    all.insert(1 + static_cast<long>(random() % static_cast<unsigned>(calls)));
  return {all.begin(), all.end()};
}

// Two inputs that give two answers, and a folder that holds the answer of the first.
class Stage {
 public:
  Stage() {
    const tests::SmallNation nation;
    tests::SmallNation changed = nation;
    std::string& toml = changed.files.at("run.toml");
    toml.replace(toml.find("weight = \"families\""), 19, "weight = \"persons\"\n[run_note]");
    toml.resize(toml.find("[run_note]"));
    std::string& registry = changed.files.at("dukcapil.csv");
    registry.resize(registry.find_last_of('\n', registry.size() - 2) + 1);  // one person less
    old_toml_ = nation.write(folder_.path("old_nation"));
    new_toml_ = changed.write(folder_.path("new_nation"));
    REQUIRE(run(old_toml_, folder_.path("old")).exit_code == 0);
    REQUIRE(run(new_toml_, folder_.path("new")).exit_code == 0);
    old_ = outputs_in(folder_.path("old"));
    new_ = outputs_in(folder_.path("new"));
    REQUIRE(old_ != new_);
    put_earlier_back();
    REQUIRE(run(new_toml_, out(), "", {"DESIL_FAULT_COUNT=" + folder_.path("count")}).exit_code == 0);
  }

  long calls() const { return std::stol(tests::read_text(folder_.path("count"))); }
  const Outputs& earlier() const { return old_; }
  const Outputs& later() const { return new_; }
  std::string out() const { return folder_.path("out"); }

  void put_earlier_back() const {
    std::filesystem::remove_all(out());
    std::filesystem::copy(folder_.path("old"), out(), std::filesystem::copy_options::recursive);
  }

  // Runs the second nation over the answer of the first.
  ProgramResult run_later(const std::string& fault, bool resume = false) const {
    return run(new_toml_, out(), fault, {}, resume);
  }

  // A folder of the stage, made where it does not exist.
  std::string folder(const std::string& name) const {
    std::filesystem::create_directories(folder_.path(name));
    return folder_.path(name);
  }

  // From one page to more than everything needs.
  std::vector<long> disk_sizes() const {
    long need = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path("new"))) {
      need += static_cast<long>(entry.file_size() / 1024) + 4;
    }
    std::vector<long> sizes;
    for (long kib = 4; kib < 5 * need; kib += std::max(4L, need / 6 / 4 * 4)) sizes.push_back(kib);
    return sizes;
  }

  // Runs the second nation over the answer of the first on a disk of its own, and copies what is there then to
  // "result". The mount ends with its namespace.
  int run_on_disk(long kib) const {
    const std::string disk = folder("disk"), result = folder("result");
    std::filesystem::remove_all(result);
    const std::string script = "mount -t tmpfs -o size=" + std::to_string(kib) + "k none " + disk + " && (cp -r " +
                               folder_.path("old") + " " + disk + "/out 2>/dev/null || rm -rf " + disk +
                               "/out); env -i HOME=" + folder_.path("home") + " " DESIL_BINARY " run " + new_toml_ +
                               " --out " + disk + "/out --quiet --threads 2 >/dev/null 2>&1; code=$?; mkdir -p " +
                               disk + "/out; cp -r " + disk + "/out " + result + "; exit $code";
    const int status = std::system(("unshare -m sh -c '" + script + "'").c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  ProgramResult verify() const { return tests::run_program({"verify", out()}, "", {"HOME=" + folder_.path("home")}); }

 private:
  ProgramResult run(const std::string& toml, const std::string& to, const std::string& fault = "",
                    std::vector<std::string> environment = {}, bool resume = false) const {
    environment.push_back("HOME=" + folder_.path("home"));
    environment.push_back("LD_PRELOAD=" DESIL_FAULT_SHIM);
    if (!fault.empty()) environment.push_back("DESIL_FAULT=" + fault);
    std::vector<std::string> arguments = {"run", toml, "--out", to, "--progress", "off", "--threads", "2"};
    if (resume) arguments.push_back("--resume");
    return tests::run_program(arguments, "", environment);
  }

  TemporaryFolder folder_;
  std::string old_toml_, new_toml_;
  Outputs old_, new_;
};

}  // namespace

TEST_CASE("interrupted run: killed at every write-like call, the folder is old or new and resumes", "[faults]") {
  const Stage stage;
  const long calls = stage.calls();
  REQUIRE(calls > 30);
  long kept = 0, replaced = 0, after_ingest = 0, after_link = 0;
  for (const long call : sampled(calls, 200)) {
    CAPTURE(call);
    stage.put_earlier_back();
    REQUIRE(stage.run_later("kill@" + std::to_string(call)).signal == 9);
    const ProgramResult verified = stage.verify();  // a command that reads the folder settles it
    CAPTURE(verified.err);
    REQUIRE(verified.exit_code == 0);
    const Outputs found = outputs_in(stage.out());
    const bool is_earlier = found == stage.earlier();
    REQUIRE((is_earlier || found == stage.later()));
    ++(is_earlier ? kept : replaced);
    const ProgramResult resumed = stage.run_later("", /*resume=*/true);
    CAPTURE(resumed.err);
    REQUIRE(resumed.exit_code == 0);
    if (resumed.err.find("continues after ingest") != std::string::npos) ++after_ingest;
    if (resumed.err.find("continues after link") != std::string::npos) ++after_link;
    REQUIRE(outputs_in(stage.out()) == stage.later());
    REQUIRE(hidden_files(stage.out()).empty());
    REQUIRE(stage.verify().exit_code == 0);
  }
  REQUIRE(after_ingest > 3);
  REQUIRE(after_link > 10);
  std::printf("interrupted run: killed at %ld of %ld calls, old files %ld times, new ones %ld times\n", kept + replaced,
              calls, kept, replaced);
  // A check that cannot fail is none: both ends of the story must have been seen.
  REQUIRE(kept > 10);
  REQUIRE(replaced > 3);
}

TEST_CASE("interrupted run: every write-like call fails once or for good, the folder is old or new", "[faults]") {
  const Stage stage;
  const long calls = stage.calls();
  for (const char* error : {"enospc", "eio", "emfile"}) {
    for (const char* how : {"", "+"}) {
      for (const long call : sampled(calls, 40)) {
        const std::string fault = error + ("@" + std::to_string(call)) + how;
        CAPTURE(fault);
        stage.put_earlier_back();
        const ProgramResult result = stage.run_later(fault);
        CAPTURE(result.err);
        REQUIRE(result.signal == 0);
        REQUIRE((result.exit_code == 5 || result.exit_code == 0));
        REQUIRE(stage.verify().exit_code == 0);
        const Outputs found = outputs_in(stage.out());
        REQUIRE((found == stage.later() || (found == stage.earlier() && result.exit_code == 5)));
      }
    }
  }
}

TEST_CASE("interrupted run: a broken system call or a short write changes nothing", "[faults]") {
  const Stage stage;
  for (const char* fault : {"eintr", "short"}) {
    for (const long call : sampled(stage.calls(), 60)) {
      CAPTURE(fault, call);
      stage.put_earlier_back();
      const ProgramResult result = stage.run_later(fault + ("@" + std::to_string(call)));
      CAPTURE(result.err);
      REQUIRE(result.signal == 0);
      // Only a write may be taken up again: fsync and close are never repeated.
      if (result.exit_code != 0) {
        REQUIRE(result.exit_code == 5);
        REQUIRE(std::string(fault) == "eintr");
        continue;
      }
      REQUIRE(outputs_in(stage.out()) == stage.later());
    }
  }
}

TEST_CASE("interrupted run: killed again while it resumes, it still ends with the same files", "[faults]") {
  const Stage stage;
  const long calls = stage.calls();
  long killed_twice = 0;
  for (const long first : sampled(calls, 12)) {
    for (const long second : sampled(calls, 8)) {
      CAPTURE(first, second);
      stage.put_earlier_back();
      REQUIRE(stage.run_later("kill@" + std::to_string(first)).signal == 9);
      // A resumed run makes fewer calls, so it may end before.
      const ProgramResult again = stage.run_later("kill@" + std::to_string(second), /*resume=*/true);
      REQUIRE((again.signal == 9 || again.exit_code == 0));
      killed_twice += again.signal == 9 ? 1 : 0;
      REQUIRE(stage.verify().exit_code == 0);
      const Outputs found = outputs_in(stage.out());
      REQUIRE((found == stage.earlier() || found == stage.later()));
      REQUIRE(stage.run_later("", /*resume=*/true).exit_code == 0);
      REQUIRE(outputs_in(stage.out()) == stage.later());
      REQUIRE(hidden_files(stage.out()).empty());
    }
  }
  REQUIRE(killed_twice > 20);
}

TEST_CASE("interrupted run: on a small disk the folder is old or new", "[faults]") {
  const Stage stage;
  const std::string probe = "unshare -m sh -c 'mount -t tmpfs none " + stage.folder("disk") + "' 2>/dev/null";
  if (std::system(probe.c_str()) != 0) {
    WARN("skipped: mounting a tmpfs is not allowed here");
    return;
  }
  long full = 0, done = 0;
  for (const long kib : stage.disk_sizes()) {
    CAPTURE(kib);
    const int code = stage.run_on_disk(kib);
    const Outputs found = outputs_in(stage.folder("result"));
    if (code == 0) {
      REQUIRE(found == stage.later());
      ++done;
    } else {
      REQUIRE(code == 5);
      REQUIRE((found == stage.earlier() || found.empty()));  // empty where the earlier files do not fit either
      ++full;
    }
  }
  REQUIRE(full > 5);
  REQUIRE(done > 0);
}

TEST_CASE("interrupted synth: snapshots on a small disk are whole or not there, and the exit is 5", "[faults]") {
  const TemporaryFolder folder;
  const std::string disk = folder.path("disk"), home = "HOME=" + folder.path("home");
  std::filesystem::create_directories(disk);
  if (std::system(("unshare -m sh -c 'mount -t tmpfs none " + disk + "' 2>/dev/null").c_str()) != 0) {
    WARN("skipped: mounting a tmpfs is not allowed here");
    return;
  }
  const std::string synth = " " DESIL_BINARY " synth --persons 2000 --seed 1 --survey-rows 0 --format desil --quiet ";
  REQUIRE(std::system(("env -i " + home + synth + "--out " + folder.path("whole")).c_str()) == 0);
  long need = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path("whole"))) {
    need += entry.is_directory() ? 4 : static_cast<long>(entry.file_size() / 1024) + 4;
  }
  long full = 0, done = 0, snapshots = 0;
  for (long kib = 4; kib < 2 * need; kib += std::max(4L, need / 12 / 4 * 4)) {
    CAPTURE(kib);
    const std::string result = folder.path("result");
    std::filesystem::remove_all(result);
    const std::string script = "mount -t tmpfs -o size=" + std::to_string(kib) + "k none " + disk + " && env -i " +
                               home + synth + "--out " + disk + "/out >" + folder.path("said") +
                               " 2>&1; code=$?; mkdir -p " + disk + "/out; cp -r " + disk + "/out " + result +
                               "; exit $code";
    const int status = std::system(("unshare -m sh -c '" + script + "'").c_str());
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    CAPTURE(tests::read_text(folder.path("said")));
    REQUIRE((code == 0 || code == 5));
    ++(code == 0 ? done : full);
    // Every snapshot that has its name is whole: verify opens all its pages.
    for (const auto& entry : std::filesystem::recursive_directory_iterator(result)) {
      if (entry.path().extension() != ".desil" || entry.path().filename().string().front() == '.') continue;
      const ProgramResult verified = tests::run_program({"verify", entry.path().string()}, "", {home});
      CAPTURE(entry.path().string(), verified.err);
      REQUIRE(verified.exit_code == 0);
      ++snapshots;
    }
  }
  REQUIRE(full > 5);
  REQUIRE(done > 0);
  REQUIRE(snapshots > 0);
}

#endif
