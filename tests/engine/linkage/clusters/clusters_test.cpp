#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <set>
#include <tuple>

#include "engine/linkage/clusters/assignment.h"
#include "engine/linkage/clusters/bridges.h"
#include "engine/linkage/clusters/cannot_link.h"
#include "engine/linkage/clusters/union_find.h"
#include "engine/parallel.h"
#include "tests/reference/component_search.h"

namespace {

using engine::Edge;
using engine::WeightedEdge;
using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

std::vector<Edge> random_edges(std::mt19937_64& random, std::size_t nodes, std::size_t count) {
  std::vector<Edge> edges;
  for (std::size_t i = 0; i < count; ++i) {
    const auto a = static_cast<std::uint32_t>(random() % nodes), b = static_cast<std::uint32_t>(random() % nodes);
    if (a != b) edges.push_back({a, b});
  }
  return edges;
}

Pairs pairs_of(const std::vector<Edge>& edges) {
  Pairs pairs;
  for (const Edge& edge : edges) pairs.emplace_back(edge.a, edge.b);
  return pairs;
}

// The best choice by trying every subset: largest sum, then the first edge in which choices differ.
std::vector<WeightedEdge> best_by_brute_force(std::vector<WeightedEdge> edges) {
  std::sort(edges.begin(), edges.end(),
            [](const auto& l, const auto& r) { return std::tie(l.a, l.b) < std::tie(r.a, r.b); });
  std::vector<WeightedEdge> best;
  std::int64_t best_sum = 0;
  std::uint64_t best_order = 0;
  for (std::uint64_t mask = 0; mask < std::uint64_t{1} << edges.size(); ++mask) {
    std::set<std::uint32_t> lefts, rights;
    std::vector<WeightedEdge> chosen;
    std::int64_t sum = 0;
    std::uint64_t order = 0;
    bool valid = true;
    for (std::size_t i = 0; i < edges.size() && valid; ++i) {
      if ((mask >> i & 1) == 0) continue;
      valid = edges[i].weight > 0 && lefts.insert(edges[i].a).second && rights.insert(edges[i].b).second;
      chosen.push_back(edges[i]);
      sum += edges[i].weight;
      order |= std::uint64_t{1} << (edges.size() - 1 - i);
    }
    if (valid && (sum > best_sum || (sum == best_sum && order > best_order))) {
      best = chosen;
      best_sum = sum;
      best_order = order;
    }
  }
  return best;
}

}  // namespace

TEST_CASE("union-find: components of random graphs are those of a search, for any threads", "[linkage][clusters]") {
  std::mt19937_64 random(1);
  for (const auto& [nodes, count] : {std::pair<std::size_t, std::size_t>{1, 0},
                                     {50, 20},
                                     {50, 60},
                                     {5'000, 2'400},
                                     {200'000, 150'000},
                                     {100'000, 400'000}}) {
    std::vector<Edge> edges = random_edges(random, nodes, count);
    const auto expected = reference::components_by_search(nodes, pairs_of(edges));
    for (const int threads : {1, 2, 3, 8}) {
      engine::set_threads(threads);
      CAPTURE(nodes, count, threads);
      REQUIRE(engine::connected_components(nodes, edges) == expected);
      std::shuffle(edges.begin(), edges.end(), random);
    }
  }
  engine::set_threads(0);
}

TEST_CASE("union-find: a chain of many nodes joined from both ends has one label", "[linkage][clusters]") {
  constexpr std::uint32_t kNodes = 100'000;
  engine::UnionFind sets(kNodes);
  for (std::uint32_t i = 0; i < kNodes / 2; ++i) {
    REQUIRE(sets.join(kNodes - 1 - i, kNodes - 2 - i));
    if (i + 1 < kNodes / 2) REQUIRE(sets.join(i, i + 1));
  }
  REQUIRE_FALSE(sets.join(0, kNodes - 1));
  const auto labels = sets.labels();
  REQUIRE(std::count(labels.begin(), labels.end(), 0u) == kNodes);
}

TEST_CASE("cannot-link: the weaker edge of a contradiction is refused and named", "[linkage][clusters]") {
  // 0 and 2 are two persons; 1 is more like 2.
  const std::vector<Edge> cannot = {{0, 2}};
  const auto split = engine::cluster_with_cannot_links(4, {{0, 1, 500}, {1, 2, 900}, {2, 3, 100}}, cannot);
  REQUIRE(split.labels == std::vector<std::uint32_t>{0, 1, 1, 1});
  REQUIRE(split.refused.size() == 1);
  REQUIRE(split.refused[0].edge == WeightedEdge{0, 1, 500});
  REQUIRE(split.refused[0].contradiction.a == 0);
  REQUIRE(split.refused[0].contradiction.b == 2);
}

TEST_CASE("cannot-link: equal weights go by ids, two rows of one source stay apart", "[linkage][clusters]") {
  const std::vector<std::uint32_t> sources = {7, engine::kNoSource, 7, engine::kNoSource};
  const auto split = engine::cluster_with_cannot_links(4, {{1, 2, 10}, {0, 1, 10}, {1, 3, 10}}, {}, sources);
  REQUIRE(split.labels == std::vector<std::uint32_t>{0, 0, 2, 0});
  REQUIRE(split.refused.size() == 1);
  REQUIRE(split.refused[0].contradiction.a == 0);
  REQUIRE(split.refused[0].contradiction.b == 2);
}

TEST_CASE("cannot-link: no cluster holds a forbidden pair, and every refusal was due", "[linkage][clusters]") {
  std::mt19937_64 random(2);
  for (int round = 0; round < 30; ++round) {
    constexpr std::size_t kNodes = 60;
    std::vector<WeightedEdge> edges;
    for (const Edge& e : random_edges(random, kNodes, 90))
      edges.push_back({std::min(e.a, e.b), std::max(e.a, e.b), static_cast<std::int32_t>(random() % 20)});
    const std::vector<Edge> cannot = random_edges(random, kNodes, 30);
    const auto split = engine::cluster_with_cannot_links(kNodes, edges, cannot);
    for (const Edge& pair : cannot) REQUIRE(split.labels[pair.a] != split.labels[pair.b]);
    Pairs kept;
    for (const WeightedEdge& edge : edges) {
      if (split.labels[edge.a] == split.labels[edge.b]) kept.emplace_back(edge.a, edge.b);
    }
    REQUIRE(split.labels == reference::components_by_search(kNodes, kept));
    std::shuffle(edges.begin(), edges.end(), random);
    REQUIRE(engine::cluster_with_cannot_links(kNodes, edges, cannot).labels == split.labels);
  }
}

TEST_CASE("bridges: those edges without which a search finds one component more", "[linkage][clusters]") {
  std::mt19937_64 random(3);
  for (int round = 0; round < 40; ++round) {
    constexpr std::size_t kNodes = 40;
    const std::vector<Edge> edges = random_edges(random, kNodes, 45);
    const auto whole = reference::components_by_search(kNodes, pairs_of(edges));
    std::vector<engine::Bridge> expected;
    for (std::size_t i = 0; i < edges.size(); ++i) {
      Pairs without = pairs_of(edges);
      without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
      const auto labels = reference::components_by_search(kNodes, without);
      if (labels[edges[i].a] == labels[edges[i].b]) continue;
      const auto [a, b] = std::minmax(edges[i].a, edges[i].b);
      const auto side = [&](std::uint32_t node) {
        return static_cast<std::uint32_t>(std::count(labels.begin(), labels.end(), labels[node]));
      };
      expected.push_back({a, b, side(a), side(b)});
    }
    std::sort(expected.begin(), expected.end(),
              [](const auto& l, const auto& r) { return std::tie(l.a, l.b) < std::tie(r.a, r.b); });
    REQUIRE(engine::find_bridges(kNodes, edges) == expected);
  }
}

TEST_CASE("one-to-one: the choice is that of trying all subsets, ties included", "[linkage][clusters]") {
  std::mt19937_64 random(4);
  for (int round = 0; round < 400; ++round) {
    std::set<std::pair<std::uint32_t, std::uint32_t>> seen;
    std::vector<WeightedEdge> edges;
    const std::size_t sides = 2 + random() % 5;
    for (std::size_t i = 0; i < 1 + random() % 11; ++i) {
      const std::pair<std::uint32_t, std::uint32_t> ends(random() % sides, random() % sides);
      if (seen.insert(ends).second)
        edges.push_back({ends.first, ends.second, static_cast<std::int32_t>(random() % 6) - 1});
    }
    const auto expected = best_by_brute_force(edges);
    REQUIRE(engine::choose_one_to_one(edges) == expected);
    std::shuffle(edges.begin(), edges.end(), random);
    REQUIRE(engine::choose_one_to_one(edges) == expected);
  }
}

TEST_CASE("one-to-one: a greedy choice loses where the exact one gives up the best edge", "[linkage][clusters]") {
  // Greedy takes (0, 0) and leaves row 1 alone: 10 against 9 + 8.
  REQUIRE(engine::choose_one_to_one({{0, 0, 10}, {0, 1, 9}, {1, 0, 8}}) ==
          std::vector<WeightedEdge>{{0, 1, 9}, {1, 0, 8}});
}

TEST_CASE("one-to-one: large components are exact too and equal for any threads", "[linkage][clusters]") {
  // A ladder: left i has right i for 5 and right i+1 for 6; the best takes all the 6s.
  std::vector<WeightedEdge> edges;
  constexpr std::uint32_t kRows = 3'000;
  for (std::uint32_t i = 0; i < kRows; ++i) {
    edges.push_back({i, i, 5});
    edges.push_back({i, i + 1, 6});
  }
  engine::set_threads(1);
  const auto chosen = engine::choose_one_to_one(edges);
  REQUIRE(chosen.size() == kRows);
  REQUIRE(std::all_of(chosen.begin(), chosen.end(), [](const auto& e) { return e.b == e.a + 1; }));
  engine::set_threads(3);
  REQUIRE(engine::choose_one_to_one(edges) == chosen);
  engine::set_threads(0);
}
