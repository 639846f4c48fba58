// Slow truth of the exact NIK join: a std::map and the textbook Levenshtein distance
// (R. A. Wagner, M. J. Fischer, "The string-to-string correction problem", JACM 21(1), 1974).
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tests::reference {

inline std::size_t textbook_levenshtein(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0u : 1u)});
    }
  }
  return d[a.size()][b.size()];
}

struct MapLink {
  std::uint64_t registry_nik = 0;  // 0 = none
  std::string state;
  std::size_t similarity = 0;
};

// `registry`: NIK → normalised name.
inline MapLink link_by_map(const std::map<std::uint64_t, std::string>& registry, std::uint64_t nik,
                           std::string_view name) {
  const auto found = nik == 0 ? registry.end() : registry.find(nik);
  if (found == registry.end()) return {0, "tidak_padan", 0};
  const std::size_t longer = std::max(name.size(), found->second.size());
  const std::size_t distance = textbook_levenshtein(name, found->second);
  const std::size_t similarity = longer == 0 ? 100 : 100 * (longer - distance) / longer;
  return {nik, similarity >= 80 ? "padan" : similarity >= 60 ? "ragu" : "konflik", similarity};
}

}  // namespace tests::reference
