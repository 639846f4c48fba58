// Builds clusters from weighted edges so that no cluster holds two nodes that cannot be one person.
//
// Edges are taken by descending weight, equal weights by ascending (a, b). An edge joins the clusters of its ends,
// unless some node of one cannot be linked with some node of the other: then it is refused and reported with one such
// pair, the smallest. Two nodes of one `source` (where sources are given) cannot be linked either; such a refusal
// names the two nodes of the smallest source in both.
//
// shape: a < b in edges and in `cannot`; each edge once. order: the answer does not depend on the order of the input.
// threads: one at a time, one thread. cost: one sort, and for every joined node one move of its list; O(n log n).
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "engine/linkage/clusters/union_find.h"

namespace engine {

struct WeightedEdge {
  std::uint32_t a = 0, b = 0;
  std::int32_t weight = 0;
  friend bool operator==(const WeightedEdge&, const WeightedEdge&) = default;
};

struct RefusedEdge {
  WeightedEdge edge;
  Edge contradiction;  // the pair that cannot be linked, a < b
};

struct SplitClusters {
  std::vector<std::uint32_t> labels;  // the smallest member
  std::vector<RefusedEdge> refused;   // by descending weight, then (a, b)
};

inline constexpr std::uint32_t kNoSource = std::numeric_limits<std::uint32_t>::max();

// `sources`: one a node, or empty; kNoSource contradicts nothing.
SplitClusters cluster_with_cannot_links(std::size_t nodes, std::vector<WeightedEdge> edges,
                                        std::span<const Edge> cannot, std::span<const std::uint32_t> sources = {});

// Sorts edges in the order in which they are taken.
void sort_by_weight(std::vector<WeightedEdge>& edges);

}  // namespace engine
