#include "engine/linkage/duplicate_clusters.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>

using namespace engine;

namespace {

bool never(PersonRow, PersonRow) { return false; }

}  // namespace

TEST_CASE("duplicate clusters: equal the components of a naive search where nobody is different", "[linkage]") {
  std::mt19937_64 random(11);
  for (int round = 0; round < 30; ++round) {
    const std::size_t rows = 60;
    std::vector<std::uint64_t> niks;
    for (std::size_t i = 0; i < rows; ++i) niks.push_back(1'000 + (i * 37) % 61);
    std::vector<DuplicateEdge> edges;
    std::vector<std::size_t> label(rows);
    for (std::size_t i = 0; i < rows; ++i) label[i] = i;
    for (int e = 0; e < 25; ++e) {
      const auto a = static_cast<PersonRow>(random() % rows), b = static_cast<PersonRow>(random() % rows);
      if (a == b) continue;
      edges.push_back(
          {a, b, static_cast<std::int32_t>(random() % 9'000), 5'000 + static_cast<std::uint32_t>(random() % 5'000)});
      const std::size_t from = label[a], to = label[b];
      for (std::size_t& l : label) l = l == from ? to : l;
    }
    std::map<std::size_t, std::vector<std::uint64_t>> components;
    for (std::size_t i = 0; i < rows; ++i) components[label[i]].push_back(niks[i]);
    std::vector<std::vector<std::uint64_t>> wanted, found;
    for (auto& [l, members] : components) {
      std::sort(members.begin(), members.end());
      if (members.size() > 1) wanted.push_back(members);
    }
    std::sort(wanted.begin(), wanted.end());
    for (const DuplicateCluster& cluster : cluster_duplicates(edges, niks, never)) {
      found.emplace_back();
      for (const PersonRow row : cluster.rows) found.back().push_back(niks[row]);
    }
    REQUIRE(found == wanted);  // also their order
  }
}

TEST_CASE("duplicate clusters: two who are clearly different are never in one cluster", "[linkage]") {
  const std::vector<std::uint64_t> niks = {10, 20, 30};
  const auto clusters = cluster_duplicates({{0, 1, 5'000, 9'900}, {1, 2, 4'000, 9'400}}, niks,
                                           [](PersonRow a, PersonRow b) { return a + b == 2; });
  REQUIRE(clusters.size() == 1);
  REQUIRE(clusters[0].rows == std::vector<PersonRow>{0, 1});  // the heavier pair was first
  REQUIRE(clusters[0].probability == 9'900);
}

TEST_CASE("duplicate clusters: an edge of their own joins two who would pass for different", "[linkage]") {
  const std::vector<std::uint64_t> niks = {10, 20, 30};
  const auto clusters = cluster_duplicates({{0, 1, 5'000, 9'900}, {1, 2, 4'000, 9'400}, {2, 0, 3'000, 8'000}}, niks,
                                           [](PersonRow, PersonRow) { return true; });
  REQUIRE(clusters.size() == 1);
  REQUIRE(clusters[0].rows.size() == 3);
  REQUIRE(clusters[0].probability == 9'400);  // of the weakest pair that was needed
}

TEST_CASE("duplicate clusters: a crowd that is all alike is cut into clusters of at most 64 rows", "[linkage]") {
  std::vector<std::uint64_t> niks;
  std::vector<DuplicateEdge> edges;
  for (PersonRow row = 0; row < 5'000; ++row) {
    niks.push_back(100 + row);
    if (row > 0) edges.push_back({row - 1, row, 5'000, 9'900});
  }
  std::size_t compared = 0, largest = 0;
  for (const DuplicateCluster& cluster : cluster_duplicates(edges, niks, [&](PersonRow, PersonRow) {
         ++compared;
         return false;
       })) {
    largest = std::max(largest, cluster.rows.size());
  }
  REQUIRE(largest == 64);
  REQUIRE(compared <= 64 * niks.size());
}
