// --truth: what a run says of its links against a known truth, judged from its files by plain loops.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "engine/error.h"
#include "engine/parallel.h"
#include "io/run/national_run.h"
#include "io/run/run_resume.h"
#include "io/truth/truth_files.h"
#include "tests/io/run/small_nation.h"
#include "tests/reference/link_truth_by_loops.h"
#include "tests/synthetic_nation.h"

using tests::lines_of;
using tests::read_file;
using tests::TemporaryFolder;
using tests::write_file;

namespace {

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells(1);
  for (const char c : line) {
    if (c == ',') {
      cells.emplace_back();
    } else {
      cells.back() += c;
    }
  }
  return cells;
}

class Remarks final : public io::RunObserver {
 public:
  void begin_stage(io::RunStage stage, std::uint64_t) override { begun.push_back(stage); }
  void remark(const std::string& text) override { remarks += text + "\n"; }
  std::vector<io::RunStage> begun;
  std::string remarks;
};

const TemporaryFolder& nation() { return tests::synthetic_nation(6'000, 3); }

engine::RunSummary run(const std::string& out, const std::string& truth, io::RunObserver& observer, bool resume = false,
                       const std::string& toml = nation() / "nation/run.toml") {
  io::RunConfig config = io::read_run_config(toml);
  if (!truth.empty()) config.truth = io::find_truth(truth);
  io::RunRequest request;
  request.out = out;
  request.to = io::RunStage::kLink;
  request.resume = resume;
  request.keys.plaintext = true;
  return io::run_nation(std::move(config), request, observer);
}

const engine::RunSummary& judged() {
  static io::RunObserver silent;
  static const engine::RunSummary summary = run(nation() / "judged", nation() / "nation/truth", silent);
  return summary;
}

// The rows of links.csv with what the truth says of them.
struct SlowTruth {
  SlowTruth() {
    std::map<std::pair<std::string, std::string>, std::uint64_t> person;
    for (const std::string& line : body("truth/persons.csv", nation() / "nation")) {
      const auto cells = cells_of(line);
      person[{cells[0], cells[1]}] = cells[2].empty() ? 0 : std::stoull(cells[2]);
    }
    std::map<std::pair<std::string, std::string>, std::vector<std::string>> faults;
    for (const std::string& line : body("truth/faults.csv", nation() / "nation")) {
      const auto cells = cells_of(line);
      faults[{cells[0], cells[1]}].push_back(cells[2]);
    }
    std::uint64_t baris = 0;
    for (const std::string& line : body("dukcapil.csv", nation() / "nation")) {
      const std::uint64_t who = person.at({"dukcapil", std::to_string(++baris)});
      of_nik[line.substr(0, 16)] = who;
      registry.insert(who);
    }
    for (const std::string& line : body("links.csv", nation() / "judged")) {
      const auto cells = cells_of(line);
      const std::string& nik = cells[6];
      rows[cells[0]].push_back({std::stoull(cells[1]), cells[3], cells[5].empty() ? 0 : probability(cells[5]),
                                person.at({cells[0], cells[1]}),
                                nik.empty() || cells[3] == "konflik" ? 0 : of_nik.at(nik),
                                faults[{cells[0], cells[1]}]});
    }
  }
  static std::vector<std::string> body(const std::string& name, const std::string& folder) {
    auto lines = lines_of(read_file(folder + "/" + name));
    lines.erase(lines.begin());
    return lines;
  }
  static long probability(const std::string& text) {
    return std::stol(text.substr(0, 1)) * 10'000 + std::stol(text.substr(2));
  }
  std::map<std::string, std::uint64_t> of_nik;
  std::set<std::uint64_t> registry;
  std::map<std::string, std::vector<tests::reference::JudgedRow>> rows;
};

const SlowTruth& slow() {
  static const SlowTruth truth = [] {
    judged();
    return SlowTruth();
  }();
  return truth;
}

}  // namespace

TEST_CASE("truth run: figures of each source are those of plain loops over links.csv and the truth", "[truth][run]") {
  std::size_t sources = 0;
  for (const auto& source : judged().sources) {
    if (source.role != "source") {
      CHECK_FALSE(source.truth);
      continue;
    }
    REQUIRE(source.truth);
    ++sources;
    const auto& rows = slow().rows.at(source.name);
    const auto same = [&](const engine::LinkTruth::Rows& fast, const tests::reference::Judgement& wanted) {
      CHECK(fast.rows == wanted.rows);
      CHECK(fast.with_person == wanted.with_person);
      CHECK(fast.padan == wanted.padan);
      CHECK(fast.right == wanted.right);
      CHECK(fast.right_ragu == wanted.right_ragu);
    };
    const auto wanted = tests::reference::judge(rows, slow().registry);
    same(source.truth->all, wanted);
    CHECK(wanted.right > 1'500);               // the linkage works at all
    CHECK(wanted.with_person > wanted.right);  // and misses somebody
    CHECK(source.truth->by_fault.size() > 10);
    for (const auto& [fault, fast] : source.truth->by_fault) {
      same(fast, tests::reference::judge(tests::reference::with_fault(rows, fault), slow().registry));
    }
    std::map<std::size_t, std::vector<tests::reference::JudgedRow>> by_count;
    for (const auto& row : rows) by_count[std::min<std::size_t>(row.faults.size(), 5)].push_back(row);
    for (std::size_t n = 0; n < source.truth->by_fault_count.size(); ++n) {
      same(source.truth->by_fault_count[n], tests::reference::judge(by_count[n], slow().registry));
    }
    for (const auto& threshold : source.truth->thresholds) {
      CHECK(std::pair(threshold.links, threshold.right) ==
            tests::reference::links_between(rows, static_cast<long>(threshold.from), 10'001));
    }
    for (const auto& band : source.truth->bands) {
      auto links = tests::reference::links_between(rows, static_cast<long>(band.from), static_cast<long>(band.to));
      if (band.to > 10'000) {  // closed rows have probability 1 and stand apart
        links.first -= source.truth->exact.links;
        links.second -= source.truth->exact.right;
      }
      CHECK(std::pair(band.links, band.right) == links);
    }
  }
  CHECK(sources == 3);
}

TEST_CASE("truth run: duplicate pairs are those of plain loops over duplicates.csv", "[truth][run]") {
  judged();
  std::map<std::uint64_t, std::uint64_t> rows_of;
  for (const auto& [nik, person] : slow().of_nik) ++rows_of[person];
  std::uint64_t truth = 0, listed = 0, listed_right = 0, counted = 0, counted_right = 0;
  for (const auto& [person, rows] : rows_of) truth += person == 0 ? 0 : rows * (rows - 1) / 2;
  std::map<std::string, std::vector<std::pair<std::uint64_t, long>>> clusters;
  for (const std::string& line : SlowTruth::body("duplicates.csv", nation() / "judged")) {
    const auto cells = cells_of(line);
    clusters[cells[0]].emplace_back(slow().of_nik.at(cells[1]), SlowTruth::probability(cells[2]));
  }
  for (const auto& [name, members] : clusters) {
    for (std::size_t i = 0; i < members.size(); ++i) {
      for (std::size_t k = 0; k < i; ++k) {
        const bool right = members[i].first != 0 && members[i].first == members[k].first;
        listed += 1;
        listed_right += right ? 1 : 0;
        if (members[i].second < 9'000) continue;
        counted += 1;
        counted_right += right ? 1 : 0;
      }
    }
  }
  REQUIRE(judged().truth);
  const engine::DuplicateTruth::Pairs& all = judged().truth->duplicates.all;
  CHECK(truth > 10);
  CHECK(all.truth == truth);
  CHECK(all.listed == listed);
  CHECK(all.listed_right == listed_right);
  CHECK(all.counted == counted);
  CHECK(all.counted_right == counted_right);
}

TEST_CASE("truth run: summary.json says the same without links.csv, and for other threads", "[truth][run]") {
  std::string text = read_file(nation() / "nation/run.toml");
  text.replace(text.find("links = true"), 12, "links = false");
  write_file(nation() / "nation/run_no_links.toml", text);
  io::RunObserver silent;
  engine::set_threads(3);
  run(nation() / "no_links", nation() / "nation/truth/persons.csv", silent, false,
      nation() / "nation/run_no_links.toml");
  engine::set_threads(0);
  judged();
  CHECK_FALSE(std::filesystem::exists(nation() / "no_links/links.csv"));
  const auto part = [](const std::string& out) {
    return nlohmann::json::parse(read_file(nation() / (out + "/summary.json"))).at("truth").dump();
  };
  CHECK(part("no_links") == part("judged"));
  CHECK(part("judged").find("\"precision\":0.99") != std::string::npos);
  // Links do not depend on the truth.
  run(nation() / "without", "", silent);
  CHECK((read_file(nation() / "without/links.csv") == read_file(nation() / "judged/links.csv")));
  CHECK(nlohmann::json::parse(read_file(nation() / "without/summary.json")).count("truth") == 0);
}

TEST_CASE("truth run: --resume makes the links again where they are to be judged", "[truth][run]") {
  const std::string out = nation() / "resumed", truth = nation() / "nation/truth";
  Remarks first;
  run(out, "", first);  // stops after link and leaves its checkpoint
  const auto complete = [&](const std::string& of) {
    io::RunConfig config = io::read_run_config(nation() / "nation/run.toml");
    if (!of.empty()) config.truth = io::find_truth(of);
    io::SnapshotKeys keys;
    keys.plaintext = true;
    return io::run_is_complete(config, out, io::RunStage::kLink, keys);
  };
  CHECK(complete(""));
  CHECK_FALSE(complete(truth));
  Remarks resumed;
  const engine::RunSummary summary = run(out, truth, resumed, true);
  CHECK(resumed.begun == std::vector<io::RunStage>{io::RunStage::kLink});
  CHECK(resumed.remarks.find("--resume with --truth: continues after ingest; link is done, to hold its links against "
                             "the truth") != std::string::npos);
  REQUIRE(summary.truth);
  REQUIRE(summary.sources[1].truth);
  REQUIRE(judged().sources[1].truth);
  CHECK(summary.sources[1].truth->all.right == judged().sources[1].truth->all.right);
  CHECK(summary.truth->duplicates.all.truth == judged().truth->duplicates.all.truth);
  CHECK(complete(truth));
  CHECK(complete(""));
  // Another truth is another question.
  std::filesystem::copy(truth, nation() / "other_truth", std::filesystem::copy_options::recursive);
  write_file(nation() / "other_truth/faults.csv", "sumber,baris,jenis\n");
  CHECK_FALSE(complete(nation() / "other_truth"));
}

TEST_CASE("truth run: a truth of other files is refused before anything is written", "[truth][run]") {
  const auto refusal = [](const std::string& name, const std::string& persons) {
    const std::string truth = nation() / name;
    write_file(truth + "/persons.csv", persons);
    Remarks observer;
    try {
      run(nation() / (name + "_out"), truth, observer);
    } catch (const engine::Error& error) {
      CHECK(error.code() == engine::ExitCode::kInput);
      const bool in_its_files = name == "no_registry" || name == "bad_header";  // seen before the long work
      CHECK(observer.begun.empty() == in_its_files);
      CHECK_FALSE(std::filesystem::exists(nation() / (name + "_out/links.csv")));
      return std::string(error.what()).substr(truth.size());
    }
    return std::string("nothing was refused");
  };
  CHECK(refusal("no_registry", "sumber,baris,orang\ndtks,1,1\n") ==
        "/persons.csv: column 'sumber': seen no line of 'dukcapil', wanted one for every row of the registry. Cure: "
        "give the truth of the whole run.");
  CHECK(refusal("short", "sumber,baris,orang\ndukcapil,1,1\n") ==
        "/persons.csv: row 2 of 'dukcapil', column 'baris': seen no line, wanted one for every accepted row of the "
        "registry. Cure: give the truth that was made with these files.");
  std::string one_person = "sumber,baris,orang\n";
  for (int i = 1; i <= 7'000; ++i) one_person += "dukcapil," + std::to_string(i) + ",1\n";
  CHECK(refusal("one_person", one_person)
            .find("registry rows of one person, wanted at most 1000. Cure: leave 'orang' "
                  "empty where the person is not known.") != std::string::npos);
  CHECK(refusal("bad_header", "sumber;baris;orang\n").find("row 1: seen") != std::string::npos);
}
