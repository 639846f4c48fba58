// Slow truth of the desils of a finished run, from families.csv alone: no header of the program.
//
// Scores are read as decimal text in units of 10^-8, families sorted in full, and the rule of the
// interface applied word by word: cut k is the smallest score s such that the families with a score ≤ s
// weigh at least k·W/10, the desil 1 plus the number of cuts below the score.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace tests::reference {

struct CsvFamily {
  std::string kk, village, status;
  long long members = 0;
  long long score = 0;         // 10^-8 ln rupiah
  std::array<int, 3> desil{};  // as written: national, province, regency; 0 = empty
};

inline std::vector<CsvFamily> read_families(const std::string& text) {
  std::vector<CsvFamily> families;
  std::istringstream in(text);
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    std::vector<std::string> cells(1);
    for (const char c : line) {
      if (c == ',')
        cells.emplace_back();
      else
        cells.back() += c;
    }
    CsvFamily family;
    family.kk = cells.at(0);
    family.village = cells.at(1);
    family.members = std::stoll(cells.at(2));
    family.status = cells.at(7);
    if (family.status == "berperingkat") {
      std::string digits = cells.at(3);
      digits.erase(digits.find('.'), 1);
      family.score = std::stoll(digits);
      for (std::size_t level = 0; level < 3; ++level) family.desil.at(level) = std::stoi(cells.at(4 + level));
    }
    families.push_back(family);
  }
  return families;
}

// The desil of every ranked family among those that share the first `digits` digits of their village code.
// `by_persons` weighs families by members. Returns KK → desil.
inline std::map<std::string, int> desils_by_sort(const std::vector<CsvFamily>& families, std::size_t digits,
                                                 bool by_persons) {
  std::map<std::string, std::vector<const CsvFamily*>> regions;
  for (const CsvFamily& family : families) {
    if (family.status == "berperingkat") regions[family.village.substr(0, digits)].push_back(&family);
  }
  std::map<std::string, int> desils;
  for (auto& [region, list] : regions) {
    std::sort(list.begin(), list.end(), [](const CsvFamily* a, const CsvFamily* b) { return a->score < b->score; });
    long long total = 0;
    for (const CsvFamily* family : list) total += by_persons ? family->members : 1;
    std::vector<long long> cuts;
    for (int k = 1; k <= 9; ++k) {
      long long sum = 0;
      for (const CsvFamily* family : list) {
        sum += by_persons ? family->members : 1;
        if (10 * sum >= k * total) {
          cuts.push_back(family->score);
          break;
        }
      }
    }
    for (const CsvFamily* family : list) {
      desils[family->kk] = 1 + static_cast<int>(std::count_if(cuts.begin(), cuts.end(),
                                                              [&](long long cut) { return cut < family->score; }));
    }
  }
  return desils;
}

}  // namespace tests::reference
