#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <fstream>
#include <unordered_map>

#include "engine/error.h"
#include "engine/parallel.h"
#include "io/config/run_config.h"
#include "io/run/national_run.h"
#include "tests/io/run/small_nation.h"
#include "tests/synthetic_nation.h"

using namespace tests;

namespace {

#ifdef DESIL_SANITIZED
constexpr std::uint64_t kPersons = 20'000;
#else
constexpr std::uint64_t kPersons = 120'000;
#endif

const TemporaryFolder& nation() { return synthetic_nation(kPersons, 3); }

std::string run(const std::string& out, bool uncertainty, const std::string& model = "") {
  std::string toml = read_file(nation() / "nation/run.toml");
  const std::string off = "uncertainty = false";
  toml.replace(toml.find(off), off.size(), uncertainty ? "uncertainty = true" : off);
  if (!model.empty()) toml.replace(toml.find("pmt.json"), 8, model);
  const std::string path = nation() / "nation/" + (uncertainty ? "sure" : "plain") + model + ".toml";
  write_file(path, toml);
  io::RunObserver silent;
  io::RunRequest request;
  request.out = nation() / out;
  request.keys.plaintext = true;
  io::run_nation(io::read_run_config(path), request, silent);
  return read_file(nation() / out + "/families.csv");
}

const std::string& with_chances() {
  static const std::string text = run("sure", true);
  return text;
}

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

struct Row {
  std::uint64_t kk = 0;
  int desil = 0;
  std::array<int, 10> chances{};  // 1/10,000
  int below = 0;
  std::string firm;
};

int ten_thousandths(const std::string& text) {
  REQUIRE(text.size() == 6);
  return std::stoi(text.substr(0, 1)) * 10'000 + std::stoi(text.substr(2));
}

std::vector<Row> ranked_rows(const std::string& text) {
  std::vector<Row> rows;
  const std::vector<std::string> lines = lines_of(text);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const std::vector<std::string> cells = cells_of(lines[i]);
    REQUIRE(cells.size() == 21);
    if (cells[4].empty()) {
      REQUIRE(std::all_of(cells.begin() + 9, cells.end(), [](const std::string& cell) { return cell.empty(); }));
      continue;
    }
    Row row{std::stoull(cells[0]), std::stoi(cells[4]), {}, ten_thousandths(cells[19]), cells[20]};
    for (std::size_t k = 0; k < 10; ++k) row.chances[k] = ten_thousandths(cells[9 + k]);
    rows.push_back(row);
  }
  return rows;
}

}  // namespace

TEST_CASE("uncertainty of a run: the ten chances are together one, and the watched one is their sum",
          "[run][uncertainty]") {
  const std::vector<Row> rows = ranked_rows(with_chances());
  REQUIRE(rows.size() > kPersons / 5);
  std::size_t firm = 0;
  for (const Row& row : rows) {
    int sum = 0, below = 0;
    for (std::size_t k = 0; k < 10; ++k) {
      sum += row.chances[k];
      if (k < 4) below += row.chances[k];
    }
    REQUIRE(sum == 10'000);
    REQUIRE(row.below == below);
    REQUIRE((row.firm == "tegas" || row.firm == "ambang"));
    firm += row.firm == "tegas";
    // Rounding may move the last digit.
    const int on_its_side = row.desil <= 4 ? row.below : 10'000 - row.below;
    if (on_its_side > 8'001) REQUIRE(row.firm == "tegas");
    if (on_its_side < 7'999) REQUIRE(row.firm == "ambang");
  }
  REQUIRE(firm > 0);
  REQUIRE(firm < rows.size());
}

TEST_CASE("uncertainty of a run: the columns stand behind those that a run without them has", "[run][uncertainty]") {
  const std::vector<std::string> plain = lines_of(run("plain", false)), sure = lines_of(with_chances());
  REQUIRE(plain.size() == sure.size());
  for (std::size_t i = 0; i < plain.size(); ++i) REQUIRE(sure[i].substr(0, plain[i].size() + 1) == plain[i] + ",");
}

// Against the expenditure that the nation was made with: of the families to whom a chance of p is given, a share of p
// is truly among the poorest 40 %, within two points in every tenth of the chances.
TEST_CASE("uncertainty of a run: chances are calibrated against the truth", "[run][uncertainty]") {
  std::unordered_map<std::uint64_t, double> truth;
  const std::vector<std::string> lines = lines_of(read_file(nation() / "nation/truth/families.csv"));
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const std::vector<std::string> cells = cells_of(lines[i]);
    truth[std::stoull(cells[0])] = std::stod(cells[1]);
  }
  std::vector<Row> rows = ranked_rows(with_chances());
  std::erase_if(rows, [&](const Row& row) { return !truth.contains(row.kk); });
  std::vector<double> spent;
  for (const Row& row : rows) spent.push_back(truth[row.kk]);
  std::sort(spent.begin(), spent.end());
  const double cut = spent[spent.size() * 4 / 10 - 1];
  std::array<double, 10> told{}, true_share{}, families{};
  for (const Row& row : rows) {
    const auto tenth = static_cast<std::size_t>(std::min(row.below / 1'000, 9));
    told[tenth] += row.below / 10'000.0;
    true_share[tenth] += truth[row.kk] <= cut ? 1 : 0;
    ++families[tenth];
  }
  for (std::size_t tenth = 0; tenth < 10; ++tenth) {
    CAPTURE(tenth, families[tenth]);
    const double p = told[tenth] / families[tenth];
    // Three standard errors of chance beside the two points that the small nation of a sanitizer build would hide.
    const double chance = kPersons > 100'000 ? 0 : 3 * std::sqrt(p * (1 - p) / families[tenth]);
    REQUIRE(std::abs(p - true_share[tenth] / families[tenth]) < 0.02 + chance);
  }
}

TEST_CASE("uncertainty of a run: the same bytes for any number of threads", "[run][uncertainty]") {
  engine::set_threads(3);
  const std::string again = run("threads", true);
  engine::set_threads(0);
  REQUIRE(again == with_chances());
}

TEST_CASE("uncertainty of a run: a model without a spread is refused before the long work", "[run][uncertainty]") {
  std::string model = read_file(nation() / "nation/pmt.json");
  const std::string key = ",\"residual_sd\"";
  for (std::size_t at = model.find(key); at != std::string::npos; at = model.find(key)) {
    model.erase(at, model.find_first_of(",}", at + 1) - at);
  }
  write_file(nation() / "nation/no_spread.json", model);
  try {
    run("refused", true, "no_spread.json");
    FAIL("accepted");
  } catch (const engine::Error& error) {
    REQUIRE_THAT(error.what(), Catch::Contains("residual_sd") && Catch::Contains("Cure:"));
  }
  REQUIRE_FALSE(std::filesystem::exists(nation() / "refused/families.csv"));
}
