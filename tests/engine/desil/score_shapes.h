// Makes rankings of real and hostile shapes for the tests of engine/desil.
#pragma once

#include <functional>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "engine/store/ids.h"

namespace test {

using engine::PmtScore;
using Weights = std::vector<std::uint16_t>;
using Scores = std::vector<PmtScore>;

inline constexpr PmtScore kLowest = std::numeric_limits<PmtScore>::min();
inline constexpr PmtScore kHighest = std::numeric_limits<PmtScore>::max();

// Shapes of real and hostile rankings; each gives a score by row number and randomness.
struct Shape {
  std::string name;
  std::function<PmtScore(std::size_t, std::mt19937_64&)> score;
};

inline const std::vector<Shape>& shapes() {
  static const std::vector<Shape> all = {
      {"like expenditure",
       [](std::size_t, std::mt19937_64& r) {
         std::normal_distribution<double> normal(14.2, 0.5);
         return static_cast<PmtScore>(normal(r) * 16777216);
       }},
      {"all equal", [](std::size_t, std::mt19937_64&) { return PmtScore{14 << 24}; }},
      {"two values", [](std::size_t, std::mt19937_64& r) { return r() % 3 == 0 ? PmtScore{-5} : PmtScore{1 << 28}; }},
      {"ten values", [](std::size_t, std::mt19937_64& r) { return static_cast<PmtScore>(r() % 10); }},
      {"the whole of int32",
       [](std::size_t, std::mt19937_64& r) { return static_cast<PmtScore>(static_cast<std::uint32_t>(r())); }},
      {"both ends of int32", [](std::size_t, std::mt19937_64& r) { return r() % 2 == 0 ? kLowest : kHighest; }},
      {"one far outlier",
       [](std::size_t i, std::mt19937_64& r) {
         return i == 17 ? kHighest : static_cast<PmtScore>(kLowest + static_cast<PmtScore>(r() % 100));
       }},
      {"ascending", [](std::size_t i, std::mt19937_64&) { return static_cast<PmtScore>(i); }},
      // Nine rows in ten lie in one bin of the first pass, in which all the cuts are.
      {"one bin holds most",
       [](std::size_t, std::mt19937_64& r) {
         return r() % 10 != 0 ? static_cast<PmtScore>((14 << 24) + static_cast<PmtScore>(r() % 2000))
                              : static_cast<PmtScore>(r() % (1u << 28));
       }},
      // The same over the whole of int32: more than 28 bits, so that one more pass is needed.
      {"one bin of int32 holds most",
       [](std::size_t, std::mt19937_64& r) {
         return r() % 10 != 0 ? static_cast<PmtScore>(r() % 100)
                              : static_cast<PmtScore>(static_cast<std::uint32_t>(r()));
       }},
      // Ever fewer rows towards the top: most of them in the lowest bins.
      {"steep",
       [](std::size_t, std::mt19937_64& r) { return static_cast<PmtScore>((r() % (1u << 30)) >> (r() % 30)); }},
      // Each stretch of rows has a score of its own: constant regencies in a nation that is not.
      {"constant in stretches",
       [](std::size_t i, std::mt19937_64&) { return static_cast<PmtScore>((i / 997) * 2654435761u % (1u << 27)); }},
      {"half at one score",
       [](std::size_t, std::mt19937_64& r) {
         return r() % 2 == 0 ? PmtScore{1000} : static_cast<PmtScore>(r() % 4000);
       }},
  };
  return all;
}

inline Weights random_weights(std::size_t rows, std::mt19937_64& random) {
  Weights weights(rows);
  for (auto& w : weights) {
    const auto kind = random() % 20;
    w = static_cast<std::uint16_t>(kind == 0 ? 0 : kind == 1 ? 65535 : 1 + random() % 9);
  }
  return weights;
}

}  // namespace test
