// Makes the candidate pairs of all passes, each once, with their comparison patterns.
//
// A pair belongs to its first pass. Pairs of one file have left < right; with two files left is a row of the first and
// right of the second file, both in one numbering.
//
// order: by pass, then block, then row; one answer for any number of threads. cost: a comparison a pair
// (compare_rows.h) and a look at its keys. memory: 16 bytes a pair.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/linkage/match/blocking_plan.h"
#include "engine/linkage/match/compare_rows.h"
#include "engine/linkage/model/pattern_counts.h"

namespace engine {

struct ComparedPair {
  std::uint32_t left = 0, right = 0;
  Pattern pattern = 0;
};

struct CandidatePairs {
  std::vector<ComparedPair> pairs;
  std::vector<std::uint64_t> of_pass;  // pairs that belong to each pass
};

CandidatePairs make_candidate_pairs(const BlockingPlan& plan, const MatchSides& sides, const RowComparison& comparison);

// Bit p: both rows are in one block of pass p.
std::uint64_t shared_passes(const BlockingPlan& plan, std::uint32_t left, std::uint32_t right);

// Patterns of pairs drawn at random: of all pairs where there are at most `most`, else of so many drawn with
// replacement by a fixed seed, from the rows in the order of their contents. So the order of the rows does not matter.
std::vector<PatternCount> count_random_pairs(const MatchSides& sides, std::span<const std::uint32_t> content_ranks,
                                             const RowComparison& comparison, std::uint64_t most);

std::vector<PatternCount> count_patterns(std::span<const ComparedPair> pairs);

}  // namespace engine
