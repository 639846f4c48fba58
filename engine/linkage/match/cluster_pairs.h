// Makes clusters of scored pairs that do not grow along chains, and weighs the pairs again in the light of them.
//
// Clusters merge best first, by a third of their best pair and two thirds of the mean of all pairs between them: so one
// good pair by accident does not join two groups that disagree otherwise, while a row full of errors may join by its
// likest member. (The mean alone gives up such rows, the best pair alone chains; the shares were set on invented
// persons and rows of the synthetic nation.) Weights count up to ±kMostSay in it, so that no single pair outvotes the
// rest. A merge needs this value to reach the threshold. Pairs that no block has found are compared for it, in
// components of at most kWholeComponent rows; beyond they count as kUnseen.
//
// Identity is transitive. So within a cluster a pair is at least as probable as the best path of pairs between its
// rows, the product of their probabilities; a pair between two clusters that would not merge is less probable than the
// threshold: it has the weight at which they did not.
//
// shape: left < right, each pair once. order: merges of the same mean go by the smallest rows; clusters have their
// smallest row as label. threads: components in parallel; one answer. cost: O(k³) in a component of k rows up to
// kWholeComponent, O(E log E) beyond.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "engine/linkage/clusters/cannot_link.h"
#include "engine/linkage/match/blocking_plan.h"
#include "engine/linkage/model/match_weight.h"

namespace engine {

inline constexpr MatchWeight kMostSay = 20 * kWeightUnit;
inline constexpr MatchWeight kUnseen = -10 * kWeightUnit;
inline constexpr std::size_t kWholeComponent = 150;

struct ClusteredPairs {
  std::vector<WeightedEdge> pairs;    // ascending by (a, b); with pairs that only their cluster has brought together
  std::vector<std::uint32_t> labels;  // of every row
  std::uint64_t refused_merges = 0;   // pairs at or above the threshold between two clusters
};

// `weigh` compares two rows; called from several threads.
ClusteredPairs cluster_pairs(const MatchSides& sides, std::vector<WeightedEdge> pairs, MatchWeight threshold,
                             const std::function<MatchWeight(std::uint32_t, std::uint32_t)>& weigh);

}  // namespace engine
