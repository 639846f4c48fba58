#include "io/match/match_files.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "engine/error.h"
#include "engine/parallel.h"
#include "tests/engine/linkage/match/invented_persons.h"
#include "tests/tools/program.h"

namespace {

using Catch::Contains;

constexpr const char* kLink =
    "[[field]]\ncolumn = \"given\"\ntype = \"name\"\n[[field]]\ncolumn = \"family\"\ntype = \"name\"\n"
    "[[field]]\ncolumn = \"born\"\ntype = \"date\"\nformat = \"%Y%m%d\"\n"
    "[[field]]\ncolumn = \"town\"\ntype = \"category\"\n[[field]]\ncolumn = \"number\"\ntype = \"digits\"\n";

// Rows of the invented persons as CSV; `begin` and `end` are rows.
std::string csv_of(const tests::InventedPersons& persons, std::size_t begin, std::size_t end) {
  std::string text = "key,given,family,born,town,number,other\n";
  for (std::size_t row = begin; row < end; ++row) {
    text += "k" + std::to_string(row);
    for (const auto& field : persons.fields) text += "," + field.values[row];
    text += ",x\n";
  }
  return text;
}

std::vector<std::string> lines_of(const std::string& path) {
  std::istringstream in(tests::read_text(path));
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

struct Run {
  tests::TemporaryFolder folder;
  io::MatchFilesRequest request;

  Run(const std::string& left, const std::string& right, const std::string& link) {
    tests::write_text(folder / "a.csv", left);
    tests::write_text(folder / "link.toml", link);
    request.left = folder / "a.csv";
    request.link_model = folder / "link.toml";
    request.out = folder / "out";
    request.language = io::Language::kEnglish;
    if (right.empty()) return;
    tests::write_text(folder / "b.csv", right);
    request.right = folder / "b.csv";
  }
  io::MatchFilesReport match() const {
    return io::match_files(request, [](const char*) {});
  }
  std::string out(const std::string& name) const { return tests::read_text(request.out + "/" + name); }
};

}  // namespace

TEST_CASE("match files: one file gives pairs, clusters, model and report", "[io][match]") {
  const tests::InventedPersons persons = tests::invented_persons(600, 20, 1);
  const std::size_t rows = persons.persons.size();
  const Run run(csv_of(persons, 0, rows), "", kLink);
  const io::MatchFilesReport report = run.match();
  REQUIRE(report.left_rows == rows);
  const auto pairs = lines_of(run.request.out + "/pairs.csv");
  REQUIRE(pairs[0] == "left,right,match_weight,match_probability");
  REQUIRE(pairs.size() == report.pairs + 1);
  std::size_t right = 0;
  std::pair<unsigned long, unsigned long> before(0, 0);
  for (std::size_t i = 1; i < pairs.size(); ++i) {
    std::istringstream line(pairs[i]);
    unsigned long left = 0, other = 0;
    char comma = 0;
    double weight = 0, probability = 0;
    line >> left >> comma >> other >> comma >> weight >> comma >> probability;
    REQUIRE(left < other);
    REQUIRE(std::pair(left, other) > before);
    before = {left, other};
    REQUIRE(probability >= 0.01);
    REQUIRE(probability == Approx(std::exp2(weight) / (1 + std::exp2(weight))).margin(1e-3));
    right += probability >= 0.5 && persons.persons[left - 1] == persons.persons[other - 1];
  }
  REQUIRE(right > 190);
  const auto clusters = lines_of(run.request.out + "/clusters.csv");
  REQUIRE(clusters[0] == "row,cluster");
  REQUIRE(clusters.size() == rows + 1);
  REQUIRE(clusters[1] == "1,1");
  const auto model = nlohmann::json::parse(run.out("model.json"));
  REQUIRE(model["fields"].size() == 5);
  for (const auto& field : model["fields"]) {
    double m = 0, u = 0;
    for (const auto& level : field["levels"]) {
      m += level["m"].get<double>();
      u += level["u"].get<double>();
    }
    REQUIRE(m == Approx(1));
    REQUIRE(u == Approx(1));
  }
  REQUIRE(run.out("model.json") == model.dump() + "\n");
  REQUIRE_FALSE(std::filesystem::exists(run.request.out + "/pairs_dropped.csv"));
  REQUIRE(run.out("report.html").size() < 300'000);
}

TEST_CASE("match files: a plan says passes, pairs, memory, output and time, and writes nothing", "[io][match]") {
  const tests::InventedPersons persons = tests::invented_persons(600, 20, 6);
  const Run run(csv_of(persons, 0, persons.persons.size()), "", kLink);
  const io::MatchFilesReport plan = io::plan_match_files(run.request);
  REQUIRE_FALSE(std::filesystem::exists(run.request.out));
  REQUIRE(plan.seconds > 0);
  REQUIRE(plan.output_bytes > 10 * persons.persons.size());
  REQUIRE(plan.summary.memory > plan.summary.candidates * 16);
  const io::MatchFilesReport done = run.match();
  REQUIRE(plan.summary.passes.size() == done.summary.passes.size());
  REQUIRE(plan.summary.candidates >= done.summary.candidates);  // pairs of several passes count in each
}

TEST_CASE("match files: a model of another version or with odd classes of related pairs is refused", "[io][match]") {
  const tests::InventedPersons persons = tests::invented_persons(300, 20, 7);
  const std::string csv = csv_of(persons, 0, persons.persons.size());
  const Run first(csv, "", kLink);
  first.match();
  const auto model = nlohmann::json::parse(first.out("model.json"));
  REQUIRE(model["related"].size() == 3);
  const Run second(csv, "", "model = \"trained.json\"\n" + std::string(kLink));
  const auto refused = [&](const nlohmann::json& damaged) {
    tests::write_text(second.folder / "trained.json", damaged.dump());
    try {
      second.match();
    } catch (const engine::Error& error) {
      return error.code() == engine::ExitCode::kDamaged;
    }
    return false;
  };
  auto damaged = model;
  damaged["related"][0]["share"] = 2;
  REQUIRE(refused(damaged));
  damaged = model;
  damaged["related"][1]["share"] = 1;  // nothing is left for other pairs
  REQUIRE(refused(damaged));
  damaged = model;
  damaged["related"][0]["r"][2].push_back(0.5);
  REQUIRE(refused(damaged));
  damaged = model;
  damaged["related"][0]["levels_by_chance"][0] = 99;
  REQUIRE(refused(damaged));
  damaged = model;
  damaged["related"][0]["r"][0][0] = "x";
  REQUIRE(refused(damaged));
  damaged = model;
  damaged["related"] = nlohmann::json::array();
  REQUIRE_FALSE(refused(damaged));  // a model without such classes is one
  damaged.erase("related");
  REQUIRE_FALSE(refused(damaged));
}

TEST_CASE("match files: same bytes for any number of threads", "[io][match]") {
  const tests::InventedPersons persons = tests::invented_persons(600, 20, 2);
  const Run run(csv_of(persons, 0, persons.persons.size()), "", kLink);
  std::vector<std::string> first;
  for (const int threads : {1, 2, 3, 8}) {
    engine::set_threads(threads);
    run.match();
    std::vector<std::string> outputs;
    for (const char* name : {"pairs.csv", "clusters.csv", "model.json", "report.html"})
      outputs.push_back(run.out(name));
    if (first.empty()) first = outputs;
    REQUIRE(outputs == first);
  }
  engine::set_threads(0);
}

TEST_CASE("match files: two files, ids and one to one", "[io][match]") {
  const tests::InventedPersons persons = tests::invented_persons(600, 10, 3);
  const std::size_t rows = persons.persons.size();
  // The same rows twice: each finds itself.
  const Run run(csv_of(persons, 0, rows), csv_of(persons, 0, rows),
                "one_to_one = true\n" + std::string(kLink) + "[id]\ncolumn = \"key\"\n");
  const io::MatchFilesReport report = run.match();
  REQUIRE(report.right_rows == rows);
  const auto pairs = lines_of(run.request.out + "/pairs.csv");
  REQUIRE(pairs.size() == rows + 1);
  for (std::size_t i = 1; i < pairs.size(); ++i) {
    const std::string key = "k" + std::to_string(i - 1);
    REQUIRE_THAT(pairs[i], Catch::StartsWith(key + "," + key + ","));
  }
  REQUIRE(lines_of(run.request.out + "/pairs_dropped.csv").size() == report.dropped + 1);
  REQUIRE(report.dropped > 100);  // the second rows of a third of the persons
  const auto clusters = lines_of(run.request.out + "/clusters.csv");
  REQUIRE(clusters[0] == "file,row,cluster");
  REQUIRE(clusters.size() == 2 * rows + 1);
  REQUIRE(clusters[1] == "a,k0,a:k0");
  REQUIRE(clusters[rows + 1] == "b,k0,a:k0");
}

TEST_CASE("match files: a trained model is used again and gives the same pairs", "[io][match]") {
  const tests::InventedPersons persons = tests::invented_persons(500, 20, 4);
  const std::string csv = csv_of(persons, 0, persons.persons.size());
  const Run first(csv, "", kLink);
  first.match();
  const Run second(csv, "", "model = \"trained.json\"\n" + std::string(kLink));
  tests::write_text(second.folder / "trained.json", first.out("model.json"));
  second.match();
  REQUIRE(second.out("pairs.csv") == first.out("pairs.csv"));
  REQUIRE(second.out("model.json") == first.out("model.json"));
  for (const char* damaged : {"{}", "", "[1]", "{\"format\":\"desil match model 1\",\"fields\":[]}"}) {
    tests::write_text(second.folder / "trained.json", damaged);
    try {
      second.match();
      FAIL("accepted");
    } catch (const engine::Error& error) {
      REQUIRE(error.code() == engine::ExitCode::kDamaged);
    }
  }
}

TEST_CASE("match files: cells in the report are escaped, unreadable ones counted", "[io][match]") {
  std::string csv = "name,born\n";
  for (int i = 0; i < 30; ++i)
    csv += "<script>alert(" + std::to_string(i / 2) + ")</script>,19800" + std::to_string(i / 2) + "99\n";
  const Run run(csv, "",
                "[[field]]\ncolumn = \"name\"\ntype = \"category\"\n[[field]]\ncolumn = \"born\"\ntype = \"date\"\n"
                "format = \"%Y%m%d\"\n");
  const io::MatchFilesReport report = run.match();
  REQUIRE(report.fields[1].unreadable == 30);
  REQUIRE(run.out("report.html").find("<script") == std::string::npos);
  REQUIRE(lines_of(run.request.out + "/clusters.csv").size() == 31);
}

TEST_CASE("match files: outputs never replace an input, and a failure leaves earlier outputs", "[io][match]") {
  const tests::InventedPersons persons = tests::invented_persons(100, 20, 5);
  Run run(csv_of(persons, 0, persons.persons.size()), "", kLink);
  run.match();
  const std::string before = run.out("pairs.csv");
  tests::write_text(run.folder / "a.csv", "given,family\nx,y\n");
  REQUIRE_THROWS_AS(run.match(), engine::Error);
  REQUIRE(run.out("pairs.csv") == before);
  run.request.left = run.request.out + "/pairs.csv";
  try {
    run.match();
    FAIL("accepted");
  } catch (const engine::Error& error) {
    REQUIRE(error.code() == engine::ExitCode::kUsage);
    REQUIRE_THAT(error.what(), Contains("would replace this input"));
  }
}
