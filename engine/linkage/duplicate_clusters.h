// Joins pairs that are rather one person than two into clusters of rows, each a person.
//
// Pairs are taken from the heaviest down. A pair joins the clusters of its rows unless two of their rows are clearly
// different persons (cannot-link): of other sex, of one family card without a listed pair of their own (twins,
// brothers, father and son), or with names or dates that have nothing to do with each other. So a chain of likenesses
// does not make one person of several. No cluster grows beyond 64 rows. (Union-find with path halving; R. E. Tarjan,
// JACM 22(2), 1975.)
//
// The probability of a cluster is that of the weakest pair that holds it together.
//
// order: clusters ascend by their smallest NIK, rows inside by NIK; equal weights are taken by NIK. Independent of row
// order and threads. cost: one sort of the listed pairs; clusters have few rows.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "engine/linkage/duplicate_rivals.h"
#include "engine/store/ids.h"

namespace engine {

struct DuplicateCluster {
  std::vector<PersonRow> rows;    // ascending by NIK, two or more
  std::uint32_t probability = 0;  // 1/10,000
};

// `different` tells of two rows that are no edge whether they are clearly two persons; called for few.
std::vector<DuplicateCluster> cluster_duplicates(std::vector<DuplicateEdge> edges, std::span<const std::uint64_t> niks,
                                                 const std::function<bool(PersonRow, PersonRow)>& different);

}  // namespace engine
