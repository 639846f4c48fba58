// Chooses links one to one: no left and no right row in more than one, with the largest sum of weights.
//
// Exact in every connected component, by augmenting paths of the largest gain with potentials (R. Jonker and A.
// Volgenant, "A shortest augmenting path algorithm for dense and sparse linear assignment problems", Computing 38,
// 1987; on sparse edges, each left row may stay alone). Weights are integers, so the sum is exact.
//
// ties: of two choices of the same sum, that which holds the first edge, ascending by (left, right), in which they
// differ; this holds in components of at most kExactTies edges. In larger ones left rows come in ascending order, each
// by the first of its best paths: the same choice in every run, but not always the first of equal ones.
//
// shape: each (left, right) once; edges with weight ≤ 0 are never chosen. order: the chosen edges ascending by (left,
// right), whatever the order of the input. threads: components in parallel, one answer. cost: O(left · edges · log) in
// a component; components of links are tiny.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/linkage/clusters/cannot_link.h"

namespace engine {

inline constexpr std::size_t kExactTies = 64;

// `a` is the left row, `b` the right row: two numberings of their own.
std::vector<WeightedEdge> choose_one_to_one(std::vector<WeightedEdge> edges);

}  // namespace engine
