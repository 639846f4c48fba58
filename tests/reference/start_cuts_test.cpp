// Links a nation by the start cuts in the plainest way: NIK equal and name similarity 80 or more is padan.
//
// Shares no header with the code it judges: reads the CSVs, joins by map, textbook Levenshtein. The nation
// must be neither easy nor broken: padan recall between 0.75 and 0.92 over the source rows whose person is
// in the registry.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cctype>
#include <unordered_map>

#include "tests/tools/synth/small_nation.h"

namespace {

// Upper case, punctuation away, titles stripped, spaces collapsed.
std::string normalised(const std::string& name) {
  static const std::set<std::string> kTitles = {"H",  "HJ", "DR", "DRS",  "DRA",  "IR",  "KH",  "PROF", "SPD",
                                                "SE", "SH", "ST", "SKOM", "SSOS", "SAG", "MSI", "MPD",  "SKEP"};
  std::vector<std::string> words(1);
  for (const char c : name) {
    if (c == ' ' || c == ',' || c == '-') {
      words.emplace_back();
    } else if (std::isalpha(static_cast<unsigned char>(c)) != 0) {
      words.back() += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
  }
  words.erase(std::remove(words.begin(), words.end(), std::string()), words.end());
  while (words.size() > 1 && kTitles.count(words.front()) > 0 && words.front() != "ST") words.erase(words.begin());
  while (words.size() > 1 && kTitles.count(words.back()) > 0) words.pop_back();
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

std::size_t levenshtein(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

bool padan(const std::string& a, const std::string& b) {
  const std::size_t longer = std::max<std::size_t>(1, std::max(a.size(), b.size()));
  return 100 * (longer - levenshtein(a, b)) / longer >= 80;
}

}  // namespace

TEST_CASE("reference: the start cuts find between 75 and 92 of 100 persons of the default nation",
          "[synth][reference]") {
  const auto& nation = small_nation::dense();
  std::unordered_map<std::string, std::size_t> by_nik;
  std::set<std::uint64_t> registered;
  for (std::size_t i = 0; i < nation.registry.size(); ++i) {
    by_nik.emplace(nation.registry[i][0], i);
    registered.insert(nation.persons.at("dukcapil")[i]);
  }
  double rows_in_registry = 0, found = 0, links = 0, wrong = 0;
  for (const auto& [source, delimiter] : small_nation::sources()) {
    const auto rows = small_nation::read_rows(nation.path + "/" + source + "_persons.csv", delimiter);
    const auto& orang = nation.persons.at(source);
    REQUIRE(rows.size() == orang.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      rows_in_registry += registered.count(orang[i]) > 0 ? 1 : 0;
      if (rows[i].size() < 6) continue;
      const auto hit = by_nik.find(rows[i][0]);
      if (hit == by_nik.end() || !padan(normalised(rows[i][2]), normalised(nation.registry[hit->second][2]))) continue;
      ++links;
      const bool right = nation.persons.at("dukcapil")[hit->second] == orang[i];
      (right ? found : wrong) += 1;
    }
  }
  INFO("recall " << found / rows_in_registry << ", wrong links " << wrong << " of " << links);
  REQUIRE(found / rows_in_registry > 0.75);
  REQUIRE(found / rows_in_registry < 0.92);
  REQUIRE(wrong / links < 0.002);
}
