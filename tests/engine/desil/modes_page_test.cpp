// Recomputes every number of the example in engine/desil/MODES.md from its first table.
#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "engine/desil/lift.h"
#include "engine/desil/ln_rupiah.h"
#include "engine/desil/ranks.h"
#include "engine/desil/source_groups.h"
#include "engine/desil/weighted_quantiles.h"

namespace {

using engine::PmtScore;
using Row = std::vector<std::string>;

std::string page() {
  std::ifstream in(std::string(DESIL_SOURCE_DIR) + "/engine/desil/MODES.md");
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

// The rows of the table behind `<!-- table: NAME -->`, without heading and rule.
std::vector<Row> table(const std::string& name) {
  std::istringstream in(page());
  std::vector<Row> rows;
  bool inside = false;
  for (std::string line; std::getline(in, line);) {
    if (line == "<!-- table: " + name + " -->") {
      inside = true;
    } else if (inside && !line.starts_with("|")) {
      break;
    } else if (inside) {
      Row row;
      std::istringstream cells(line.substr(1));
      for (std::string cell; std::getline(cells, cell, '|');) {
        cell.erase(0, cell.find_first_not_of(' '));
        cell.erase(cell.find_last_not_of(' ') + 1);
        row.push_back(cell);
      }
      rows.push_back(row);
    }
  }
  REQUIRE(rows.size() > 2);
  rows.erase(rows.begin(), rows.begin() + 2);
  return rows;
}

std::int64_t number(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), ','), text.end());
  return std::stoll(text);
}

std::string grouped(std::int64_t value) {
  std::string text = std::to_string(value);
  for (std::ptrdiff_t at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > 0; at -= 3) {
    text.insert(static_cast<std::size_t>(at), 1, ',');
  }
  return text;
}

struct Example {
  Example() {
    for (const Row& row : table("families")) {
      const auto code = static_cast<std::uint32_t>(number(row[1]));
      if (regencies.empty() || regencies.back().code != code) regencies.push_back({code, names.size(), names.size()});
      names.push_back(row[0]);
      scores.push_back(static_cast<PmtScore>(number(row[2])));
      regencies.back().end = names.size();
    }
    weights.assign(names.size(), 1);
    for (const Row& row : table("distribution")) {
      const auto code = static_cast<std::uint32_t>(number(row[0]));
      if (expenditure.empty() || expenditure.back().region != code) expenditure.push_back({code, {}, {}});
      expenditure.back().shares.push_back(static_cast<std::uint32_t>(number(row[1]) * 100));
      expenditure.back().rupiah.push_back(static_cast<std::uint64_t>(number(row[2])));
    }
  }

  std::vector<PmtScore> lift(const std::vector<PmtScore>& values) const {
    std::vector<PmtScore> out(values.size());
    engine::lift_to_expenditure(values, weights, regencies, expenditure, std::vector<std::optional<std::size_t>>{0, 1},
                                out);
    return out;
  }
  std::vector<std::string> desils(const std::vector<PmtScore>& values) const {
    std::vector<std::string> texts;
    for (const engine::Desil desil : engine::rank_families(values, weights, {}, regencies).national_desils) {
      texts.push_back(std::to_string(desil));
    }
    return texts;
  }

  std::vector<std::string> names;
  std::vector<PmtScore> scores;
  std::vector<std::uint16_t> weights;
  std::vector<engine::RegionRange> regencies;
  engine::ExpenditureTable expenditure;
};

}  // namespace

TEST_CASE("MODES.md: the national desils follow from the scores", "[modes]") {
  const Example example;
  const auto desils = example.desils(example.scores);
  const auto rows = table("families");
  for (std::size_t i = 0; i < rows.size(); ++i) CHECK(rows[i][3] == desils[i]);
}

TEST_CASE("MODES.md: logarithms and quantiles of the distribution are those of the engine", "[modes]") {
  const Example example;
  std::size_t row = 0;
  const auto rows = table("distribution");
  for (std::size_t r = 0; r < example.regencies.size(); ++r) {
    const engine::RegionRange range = example.regencies[r];
    const auto& shares = example.expenditure[r].shares;
    std::vector<PmtScore> quantiles(shares.size());
    REQUIRE(engine::select_quantiles(std::span(example.scores).subspan(range.begin, range.end - range.begin),
                                     std::span(example.weights).subspan(range.begin, range.end - range.begin), shares,
                                     quantiles));
    for (std::size_t i = 0; i < shares.size(); ++i, ++row) {
      CHECK(rows[row][3] == grouped(engine::ln_rupiah(example.expenditure[r].rupiah[i])));
      CHECK(rows[row][4] == grouped(quantiles[i]));
    }
  }
  REQUIRE(row == rows.size());
}

TEST_CASE("MODES.md: the lifted values and their desils follow", "[modes]") {
  const Example example;
  const std::vector<PmtScore> lifted = example.lift(example.scores);
  const auto desils = example.desils(lifted);
  const auto rows = table("lifted");
  REQUIRE(rows.size() == lifted.size());
  for (std::size_t i = 0; i < rows.size(); ++i) CHECK(rows[i] == Row{example.names[i], grouped(lifted[i]), desils[i]});
}

TEST_CASE("MODES.md: positions, combined positions and their lifted values follow", "[modes]") {
  const Example example;
  const auto rows = table("groups");
  REQUIRE(rows.size() == example.names.size());
  std::vector<std::uint8_t> lists(rows.size(), 0);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t list = 0; list < 3; ++list) {
      if (rows[i][1 + list] != "–") lists[i] = static_cast<std::uint8_t>(lists[i] | 1u << list);
    }
  }
  const std::vector<engine::SourceListRule> rules{{4, 0, 100}, {2, 0, 40}, {1, 0, 100}};
  std::vector<PmtScore> combined(rows.size());
  const auto found =
      engine::combine_positions(example.scores, example.weights, lists, rules, example.regencies, combined);
  const std::vector<PmtScore> lifted = example.lift(combined);
  const auto desils = example.desils(lifted);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::size_t regency = i < example.regencies[0].end ? 0 : 1;
    for (std::size_t list = 0; list < 3; ++list) {
      if ((lists[i] >> list & 1) == 0) continue;
      CHECK(rows[i][1 + list] == grouped(found.maps[regency][list]->map(example.scores[i])));
    }
    CHECK(Row(rows[i].begin() + 4, rows[i].end()) == Row{grouped(combined[i]), grouped(lifted[i]), desils[i]});
  }
}

TEST_CASE("MODES.md: every line of arithmetic is right and ends in a number of its tables", "[modes]") {
  const std::string text = page();
  const std::regex step("([0-9,]+) (\\+|−) ⌊([0-9,]+) × ([0-9,]+) / ([0-9,]+)⌋ = ([0-9,]+)");
  std::size_t steps = 0;
  for (auto at = std::sregex_iterator(text.begin(), text.end(), step); at != std::sregex_iterator(); ++at, ++steps) {
    const auto part = [&](std::size_t i) { return number((*at)[i]); };
    const std::int64_t moved = part(3) * part(4) / part(5);
    CHECK(part(6) == ((*at)[2] == "+" ? part(1) + moved : part(1) - moved));
    const std::string result = (*at)[6].str();
    CHECK((text.find("| " + result + " |") != std::string::npos || result == "31,000,000"));
  }
  REQUIRE(steps == 8);
}
