// Pairs of NIKs at one substitution or one swap of neighbours, by comparing all with all digit by digit in text.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace reference {

inline std::string nik_text(std::uint64_t nik) {
  std::string text = std::to_string(nik);
  return std::string(16 - text.size(), '0') + text;
}

struct NikPair {
  std::uint32_t left, right;
  int place;
  bool swap;
};

// Places count from 1.
inline std::vector<NikPair> nik_pairs(const std::vector<std::uint64_t>& niks) {
  std::vector<NikPair> pairs;
  for (std::uint32_t i = 0; i < niks.size(); ++i) {
    for (std::uint32_t j = i + 1; j < niks.size(); ++j) {
      const std::string a = nik_text(niks[i]), b = nik_text(niks[j]);
      std::vector<int> differ;
      for (int k = 0; k < 16; ++k) {
        if (a[static_cast<std::size_t>(k)] != b[static_cast<std::size_t>(k)]) differ.push_back(k);
      }
      if (differ.size() == 1) pairs.push_back({i, j, differ[0] + 1, false});
      if (differ.size() != 2 || differ[1] != differ[0] + 1) continue;
      std::string swapped = a;
      std::swap(swapped[static_cast<std::size_t>(differ[0])], swapped[static_cast<std::size_t>(differ[1])]);
      if (swapped == b) pairs.push_back({i, j, differ[0] + 1, true});
    }
  }
  return pairs;
}

}  // namespace reference
