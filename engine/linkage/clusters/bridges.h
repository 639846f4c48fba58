// Finds the bridges of clusters: edges without which a cluster falls into two.
//
// A cluster that hangs on one edge is worth a second look. (R. Tarjan, "A note on finding the bridges of a graph", IPL
// 2, 1974; without recursion, so that a chain of a million nodes needs no deep stack.)
//
// shape: a ≠ b; an edge that is given twice is no bridge. order: bridges ascending by (a, b), a < b, with the sizes of
// the two parts, that of `a` first. threads: safe, one thread. cost: O(nodes + edges).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/linkage/clusters/union_find.h"

namespace engine {

struct Bridge {
  std::uint32_t a = 0, b = 0;
  std::uint32_t side_a = 0, side_b = 0;  // nodes
  friend bool operator==(const Bridge&, const Bridge&) = default;
};

std::vector<Bridge> find_bridges(std::size_t nodes, std::span<const Edge> edges);

}  // namespace engine
