// Kills, fills and breaks a run at every write-like call: its folder holds the old files or the new ones.
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
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

  ProgramResult verify() const { return tests::run_program({"verify", out()}, "", {"HOME=" + folder_.path("home")}); }

 private:
  ProgramResult run(const std::string& toml, const std::string& to, const std::string& fault = "",
                    std::vector<std::string> environment = {}, bool resume = false) const {
    environment.push_back("HOME=" + folder_.path("home"));
    environment.push_back("LD_PRELOAD=" DESIL_FAULT_SHIM);
    if (!fault.empty()) environment.push_back("DESIL_FAULT=" + fault);
    std::vector<std::string> arguments = {"run", toml, "--out", to, "--quiet", "--threads", "2"};
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
  long kept = 0, replaced = 0;
  for (long call = 1; call <= calls; ++call) {
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
    REQUIRE(stage.run_later("", /*resume=*/true).exit_code == 0);
    REQUIRE(outputs_in(stage.out()) == stage.later());
    REQUIRE(hidden_files(stage.out()).empty());
  }
  // A check that cannot fail is none: both ends of the story must have been seen.
  REQUIRE(kept > 10);
  REQUIRE(replaced > 3);
}

TEST_CASE("interrupted run: every write-like call fails once or for good, the folder is old or new", "[faults]") {
  const Stage stage;
  const long calls = stage.calls();
  for (const char* error : {"enospc", "eio", "emfile"}) {
    for (const char* how : {"", "+"}) {
      for (long call = 1; call <= calls; ++call) {
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
    for (long call = 1; call <= stage.calls(); ++call) {
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

#endif
