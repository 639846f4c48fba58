// Families of random regencies for the ranking modes: sizes from nothing to some thousands, ties, skew, gaps between
// regencies, unranked families.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

#include "engine/store/region_range.h"
#include "tests/reference/lift_by_sort.h"

namespace tests {

struct RandomNation {
  explicit RandomNation(std::uint64_t seed) : random(seed) {
    constexpr std::size_t kFamilies = 30'000;
    scores.resize(kFamilies);
    weights.resize(kFamilies);
    lists.resize(kFamilies);
    for (std::size_t at = random() % 5, code = 1101; at < kFamilies - 50; ++code) {
      const std::size_t end = std::min(kFamilies - 50, at + random() % (random() % 3 == 0 ? 8 : 4000));
      regencies.push_back({static_cast<std::uint32_t>(code), at, end});
      fill(at, end);
      at = end + random() % 3;
    }
  }

  void fill(std::size_t begin, std::size_t end) {
    const auto shape = random() % 4;
    std::normal_distribution<double> normal(14.2 + static_cast<double>(random() % 100) / 100, 0.5);
    for (std::size_t f = begin; f < end; ++f) {
      const auto real = static_cast<engine::PmtScore>(normal(random) * 16777216);
      scores[f] = shape == 0                        ? real
                  : shape == 1                      ? real & ~0xFFFFF
                  : shape == 2 && random() % 2 == 0 ? 230'000'000
                                                    : real;
      if (shape == 3) scores[f] = 240'000'000 + static_cast<engine::PmtScore>(random() % 3);
      weights[f] = static_cast<std::uint16_t>(random() % 10 == 0 ? 0 : 1 + random() % 7);
      lists[f] = static_cast<std::uint8_t>(1 + random() % 7);
    }
  }

  // The families of a regency as the slow truth takes them.
  std::vector<reference::WeighedValue> families_of(const engine::RegionRange& regency,
                                                   const std::vector<engine::PmtScore>& values) const {
    std::vector<reference::WeighedValue> families;
    for (std::size_t f = regency.begin; f < regency.end; ++f) families.push_back({values[f], weights[f]});
    return families;
  }

  std::mt19937_64 random;
  std::vector<engine::PmtScore> scores;
  std::vector<std::uint16_t> weights;
  std::vector<std::uint8_t> lists;  // bits of three lists, at least one
  std::vector<engine::RegionRange> regencies;
};

}  // namespace tests
