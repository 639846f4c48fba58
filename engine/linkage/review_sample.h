// Draws the links that people should look at: those around the two thresholds, where a look decides most.
//
// A link is near a threshold within two bits of its odds; near the probability of padan is looked at first. Half of
// the rows come from each band, the smallest keys first; what one band does not fill goes to the other.
//
// order: rows ascending; which are drawn depends on keys alone (of equal keys, the smaller row). threads: safe.
#pragma once

#include <cstdint>
#include <vector>

namespace engine {

enum class ReviewBand : std::uint8_t { kPadan, kHalf, kNone };

// Both in 1/10,000; `padan`: from which on a link is padan.
ReviewBand review_band(std::uint16_t probability, std::uint16_t padan);

struct ReviewCandidate {
  std::uint64_t key = 0;  // of what the row says
  std::uint32_t row = 0;
  std::uint16_t probability = 0;
};

std::vector<std::size_t> draw_for_review(std::vector<ReviewCandidate> candidates, std::uint16_t padan,
                                         std::size_t most);

}  // namespace engine
