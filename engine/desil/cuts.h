// Finds the nine cuts of a weighted ranking exactly, and the desil of every family.
//
// Let W be the total weight. Cut k (1..9) is the smallest score s such that the families with a score ≤ s
// weigh at least k·W/10. The desil of a family is 1 plus the number of cuts below its score, so equal
// scores share a desil. Two cuts may be equal; then the desil between them is empty.
//
// shape: `scores`, `weights` and `out` have one entry a family, in any order.
// missing: weight 0 means "not ranked": ignored by the cuts, desil 0. Its score may be anything.
// order: by score as a signed integer; the order of the rows does not matter.
// threads: parallel from 65,536 rows on; one answer for any count and SIMD level.
// cost: select_cuts reads the rows three times where scores are spread as real ones are (their range, its
//   upper 14 bits, the rows in the bins of the cuts), at most four times with any ties or skew: see
//   engine/desil/rank_levels.h, which does the nation and its regions together. assign_desils reads them once.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "engine/store/ids.h"

namespace engine {

inline constexpr std::size_t kCutCount = 9;

struct Cut {
  PmtScore score = 0;
  std::uint64_t tied_rows = 0;     // families with exactly this score
  std::uint64_t tied_weight = 0;   // and their weight
  std::uint64_t weight_up_to = 0;  // weight of the families with a score ≤ this one

  friend bool operator==(const Cut&, const Cut&) = default;
};

using Cuts = std::array<Cut, kCutCount>;

// Returns nothing where no family has a weight.
std::optional<Cuts> select_cuts(std::span<const PmtScore> scores, std::span<const std::uint16_t> weights);

void assign_desils(std::span<const PmtScore> scores, std::span<const std::uint16_t> weights, const Cuts& cuts,
                   std::span<Desil> out);

}  // namespace engine
