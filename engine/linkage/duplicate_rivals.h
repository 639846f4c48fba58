// Weighs pairs against their rivals: a person has one second row, seldom more, so that of several candidates for the
// same row hardly more than one is right.
//
//   odds of a pair = 2^weight / (1 + sum of 2^weight over the rivals of either row)
//
// A rival of (a, b) is a pair of a or b with a third row, unless that row is a copy of the other one of the two: equal
// name and date (a row with more than 16 edges has rivals only). So a person recorded three times alike keeps three
// pairs, and a name that fifty people bear, born on one day of fifty years, keeps none.
//
// order: the edges stay as they are; sums are taken in their order. threads: safe. cost: a sort of the edges and, for a
// row with k edges, k² steps.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/store/ids.h"

namespace engine {

struct DuplicateEdge {
  PersonRow a = 0, b = 0;
  std::int32_t weight = 0;        // 1/1024 bit
  std::uint32_t probability = 0;  // 1/10,000
  bool copy = false;              // equal name and birth date
};

// 10,000 / (1 + 2^-weight), rounded down.
std::uint32_t probability_units(std::int32_t weight);

// Edges ascend by (a, b) and are all there are above some small probability. Sets weights and probabilities anew.
void weigh_rivals(std::vector<DuplicateEdge>& edges);

}  // namespace engine
