#include "engine/linkage/match/cluster_pairs.h"

#include <catch2/catch.hpp>
#include <map>
#include <random>

#include "engine/parallel.h"

namespace {

using engine::kWeightUnit;
using engine::WeightedEdge;

constexpr engine::MatchWeight bits(int value) { return value * kWeightUnit; }

engine::MatchWeight unseen(std::uint32_t, std::uint32_t) { return bits(-15); }

engine::MatchWeight weight_between(const engine::ClusteredPairs& clustered, std::uint32_t a, std::uint32_t b) {
  for (const WeightedEdge& pair : clustered.pairs) {
    if (pair.a == a && pair.b == b) return pair.weight;
  }
  return -engine::kMostWeight;
}

}  // namespace

TEST_CASE("clusters: one good pair does not chain two groups that disagree otherwise", "[linkage][match]") {
  // Two groups of three rows; rows 2 and 3 agree by accident.
  std::vector<WeightedEdge> pairs = {{0, 1, bits(20)}, {0, 2, bits(20)}, {1, 2, bits(20)}, {2, 3, bits(3)},
                                     {3, 4, bits(20)}, {3, 5, bits(20)}, {4, 5, bits(20)}};
  const auto clustered = engine::cluster_pairs({6, 0}, pairs, 0, unseen);
  REQUIRE(clustered.labels == std::vector<std::uint32_t>{0, 0, 0, 3, 3, 3});
  REQUIRE(clustered.refused_merges == 1);
  REQUIRE(weight_between(clustered, 2, 3) < 0);
}

TEST_CASE("clusters: a row with errors joins by its likest member, and its other pairs are lifted",
          "[linkage][match]") {
  const auto weigh = [](std::uint32_t, std::uint32_t) { return bits(-2); };
  const auto clustered =
      engine::cluster_pairs({4, 0}, {{0, 1, bits(20)}, {0, 2, bits(20)}, {1, 2, bits(20)}, {2, 3, bits(8)}}, 0, weigh);
  REQUIRE(clustered.labels == std::vector<std::uint32_t>{0, 0, 0, 0});
  // 0 and 3 are one person as surely as 2 and 3 are.
  REQUIRE(weight_between(clustered, 0, 3) > bits(7));
  REQUIRE(weight_between(clustered, 0, 3) <= bits(8));
  REQUIRE(weight_between(clustered, 0, 1) == bits(20));
}

TEST_CASE("clusters: rows of one file are not compared where there are two", "[linkage][match]") {
  bool same_file = false;
  const auto weigh = [&](std::uint32_t a, std::uint32_t b) {
    same_file |= (a < 2) == (b < 2);
    return bits(-15);
  };
  const auto clustered = engine::cluster_pairs({4, 2}, {{0, 2, bits(10)}, {1, 2, bits(9)}}, 0, weigh);
  REQUIRE_FALSE(same_file);
  REQUIRE(clustered.labels == std::vector<std::uint32_t>{0, 0, 0, 3});
}

TEST_CASE("clusters: the answer is the same for any number of threads", "[linkage][match]") {
  std::mt19937_64 random(1);
  constexpr std::uint32_t kRows = 30'000;
  std::map<std::pair<std::uint32_t, std::uint32_t>, engine::MatchWeight> drawn;
  for (int i = 0; i < 40'000; ++i) {
    const auto a = static_cast<std::uint32_t>(random() % kRows);
    const auto b = std::min<std::uint32_t>(kRows - 1, a + 1 + static_cast<std::uint32_t>(random() % 6));
    if (a < b) drawn[{a, b}] = static_cast<engine::MatchWeight>(random() % 20'000) - 6'000;
  }
  std::vector<WeightedEdge> pairs;
  for (const auto& [ends, weight] : drawn) pairs.push_back({ends.first, ends.second, weight});
  engine::set_threads(1);
  const auto one = engine::cluster_pairs({kRows, 0}, pairs, 0, unseen);
  std::shuffle(pairs.begin(), pairs.end(), random);
  engine::set_threads(3);
  const auto three = engine::cluster_pairs({kRows, 0}, pairs, 0, unseen);
  engine::set_threads(0);
  REQUIRE(one.labels == three.labels);
  REQUIRE(one.pairs == three.pairs);
}
