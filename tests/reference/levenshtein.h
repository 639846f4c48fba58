// The edit distance by the full matrix (Wagner and Fischer, "The string-to-string correction problem",
// JACM 21(1), 1974), and the name similarity by fractions of whole numbers.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

namespace reference {

inline std::size_t levenshtein(const std::string& a, const std::string& b) {
  std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        cost[i][j] = i + j;
        continue;
      }
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
    }
  }
  return cost[a.size()][b.size()];
}

inline int name_similarity(const std::string& a, const std::string& b) {
  const std::size_t longer = std::max(a.size(), b.size());
  if (longer == 0) return 100;
  const std::size_t distance = levenshtein(a, b);
  int similarity = 100;
  while (similarity > 0 && (100 - static_cast<std::size_t>(similarity)) * longer < 100 * distance) --similarity;
  return similarity;
}

}  // namespace reference
