// Finds cuts and desils by sorting all families and adding weights one by one: the slow truth for
// engine/desil. It shares nothing with it but the public types.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/store/ids.h"

namespace reference {

__extension__ typedef unsigned __int128 Wide;

struct SortedCut {
  engine::PmtScore score = 0;
  std::uint64_t tied_rows = 0, tied_weight = 0, weight_up_to = 0;
};

inline std::optional<std::array<SortedCut, 9>> cuts_by_sort(const std::vector<engine::PmtScore>& scores,
                                                            const std::vector<std::uint16_t>& weights) {
  struct Row {
    std::int64_t score;
    Wide weight;
  };
  std::vector<Row> ranked;
  Wide total = 0;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (weights[i] == 0) continue;
    ranked.push_back({scores[i], weights[i]});
    total += weights[i];
  }
  if (ranked.empty()) return std::nullopt;
  std::sort(ranked.begin(), ranked.end(), [](const Row& a, const Row& b) { return a.score < b.score; });
  std::array<SortedCut, 9> cuts;
  for (unsigned k = 1; k <= 9; ++k) {
    // Walks scores upwards, whole ties at a time, until a share of k tenths is reached.
    Wide up_to = 0;
    std::size_t i = 0;
    for (;;) {
      SortedCut cut;
      cut.score = static_cast<engine::PmtScore>(ranked[i].score);
      for (; i < ranked.size() && ranked[i].score == cut.score; ++i) {
        ++cut.tied_rows;
        cut.tied_weight += static_cast<std::uint64_t>(ranked[i].weight);
        up_to += ranked[i].weight;
      }
      cut.weight_up_to = static_cast<std::uint64_t>(up_to);
      if (up_to * 10 >= total * k) {
        cuts[k - 1] = cut;
        break;
      }
    }
  }
  return cuts;
}

inline std::vector<engine::Desil> desils_by_sort(const std::vector<engine::PmtScore>& scores,
                                                 const std::vector<std::uint16_t>& weights) {
  std::vector<engine::Desil> desils(scores.size(), 0);
  const auto cuts = cuts_by_sort(scores, weights);
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (weights[i] == 0) continue;
    unsigned desil = 1;
    for (const SortedCut& cut : *cuts) desil += cut.score < scores[i] ? 1u : 0u;
    desils[i] = static_cast<engine::Desil>(desil);
  }
  return desils;
}

}  // namespace reference
