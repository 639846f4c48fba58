// Lifts and combines ranks by sorting families one by one and by plain divisions of wide integers: the slow truth for
// weighted_quantiles, quantile_map, lift and source_groups of engine/desil. It shares nothing with them but the
// public types.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "engine/store/ids.h"

namespace reference {

__extension__ typedef __int128 Signed;

inline Signed floor_divide(Signed a, Signed b) {  // b > 0
  return a >= 0 ? a / b : -((-a + b - 1) / b);
}

inline std::int64_t ln_units(std::uint64_t rupiah) {
  return static_cast<std::int64_t>(std::floor(std::log(static_cast<long double>(rupiah)) * 16777216.0L + 0.5L));
}

struct WeighedValue {
  std::int64_t value = 0;
  std::int64_t weight = 0;
};

// The smallest value up to which at least share/10,000 of the weight lies; `rows` have weights above 0.
inline std::vector<std::int64_t> quantiles_by_sort(std::vector<WeighedValue> rows,
                                                   const std::vector<unsigned>& shares) {
  std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.value < b.value; });
  Signed total = 0;
  for (const auto& row : rows) total += row.weight;
  std::vector<std::int64_t> quantiles;
  for (const unsigned share : shares) {
    Signed up_to = 0;
    for (const auto& row : rows) {
      up_to += row.weight;
      if (up_to * 10000 < total * static_cast<Signed>(share)) continue;
      quantiles.push_back(row.value);
      break;
    }
  }
  return quantiles;
}

inline std::int64_t map_by_search(std::int64_t value, const std::vector<std::int64_t>& quantiles,
                                  const std::vector<std::int64_t>& targets) {
  std::map<std::int64_t, std::pair<std::int64_t, std::int64_t>> runs;  // quantile → its lowest and highest target
  for (std::size_t i = 0; i < quantiles.size(); ++i) {
    auto [at, fresh] = runs.try_emplace(quantiles[i], targets[i], targets[i]);
    if (!fresh) at->second.second = targets[i];
  }
  std::vector<std::pair<std::int64_t, std::int64_t>> anchors;
  for (const auto& [quantile, both] : runs) {
    anchors.emplace_back(quantile, static_cast<std::int64_t>(floor_divide(Signed{both.first} + both.second, 2)));
  }
  const std::int64_t limit = targets.back() - targets.front();
  const auto [low, low_target] = anchors.front();
  const auto [high, high_target] = anchors.back();
  const auto moved = [&](std::int64_t far) {
    const Signed scaled =
        high == low ? Signed{far} : floor_divide(Signed{far} * (high_target - low_target), high - low);
    return static_cast<std::int64_t>(std::min<Signed>(scaled, limit));
  };
  if (value < low) return low_target - moved(low - value);
  if (value > high) return high_target + moved(value - high);
  for (std::size_t i = 0; i < anchors.size(); ++i) {
    if (value == anchors[i].first) return anchors[i].second;
    if (value > anchors[i].first) continue;
    const auto [a, p] = anchors[i - 1];
    const auto [b, q] = anchors[i];
    return p + static_cast<std::int64_t>(floor_divide(Signed{value - a} * (q - p), b - a));
  }
  return high_target;
}

// One regency: families in any order, weight 0 = not ranked (nothing).
inline std::vector<std::optional<std::int64_t>> lift_by_sort(const std::vector<WeighedValue>& families,
                                                             const std::vector<unsigned>& shares,
                                                             const std::vector<std::int64_t>& targets) {
  std::vector<WeighedValue> ranked;
  for (const auto& family : families) {
    if (family.weight > 0) ranked.push_back(family);
  }
  std::vector<std::optional<std::int64_t>> lifted(families.size());
  if (ranked.empty()) return lifted;
  const auto quantiles = quantiles_by_sort(ranked, shares);
  for (std::size_t i = 0; i < families.size(); ++i) {
    if (families[i].weight > 0) lifted[i] = map_by_search(families[i].value, quantiles, targets);
  }
  return lifted;
}

struct ListRule {
  std::int64_t weight = 1, from = 0, to = 100;
};

// One regency: the combined position of every family, 100,000,000 being the whole.
inline std::vector<std::optional<std::int64_t>> combine_by_sort(const std::vector<WeighedValue>& families,
                                                                const std::vector<std::vector<bool>>& in_list,
                                                                const std::vector<ListRule>& rules) {
  std::vector<unsigned> shares{0, 100, 200, 300};
  for (unsigned share = 500; share <= 9500; share += 500) shares.push_back(share);
  for (const unsigned share : {9700u, 9800u, 9900u, 10000u}) shares.push_back(share);
  std::vector<std::int64_t> targets;
  for (const unsigned share : shares) targets.push_back(std::int64_t{share} * 10'000);
  std::vector<Signed> sums(families.size(), 0), weights(families.size(), 0);
  for (std::size_t list = 0; list < rules.size(); ++list) {
    std::vector<WeighedValue> members = families;
    for (std::size_t i = 0; i < families.size(); ++i) {
      if (!in_list[i][list]) members[i].weight = 0;
    }
    const auto positions = lift_by_sort(members, shares, targets);
    for (std::size_t i = 0; i < families.size(); ++i) {
      if (!positions[i]) continue;
      const ListRule& rule = rules[list];
      sums[i] += Signed{rule.weight} *
                 (rule.from * 1'000'000 + floor_divide(Signed{*positions[i]} * (rule.to - rule.from), 100));
      weights[i] += rule.weight;
    }
  }
  std::vector<std::optional<std::int64_t>> combined(families.size());
  for (std::size_t i = 0; i < families.size(); ++i) {
    if (weights[i] > 0) combined[i] = static_cast<std::int64_t>(floor_divide(sums[i], weights[i]));
  }
  return combined;
}

}  // namespace reference
