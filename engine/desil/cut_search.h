// Narrows the intervals of scores in which the nine cuts of one ranking lie, until each is one score.
//
// It sees no rows itself: whoever does counts the weights by bin, or hands over the few rows that are left. Histogram
// selection: successive refinement of the bins that hold the wanted quantiles (J. I. Munro and M. S. Paterson,
// "Selection and sorting with limited storage", 1980).
//
// units: differences of scores are taken modulo 2^32, which is exact within the range of the ranked rows.
// threads: none inside; one object a thread at a time. cost: O(bins) a step; 2^14 bins are 128 KiB, within the L2
// cache.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/desil/bin_table.h"
#include "engine/desil/cuts.h"

namespace engine {

// An interval in which at least one cut lies: [begin, begin + 2^bits).
struct CutInterval {
  std::uint32_t begin = 0;
  std::uint64_t weight_below = 0;           // weight of all rows with a smaller score
  std::uint64_t weight_inside = 0;          // and of the rows in it
  std::size_t first_cut = 1, last_cut = 0;  // cuts 1..9 that lie in it
};

// A row whose score lies in an interval.
struct RowNearCut {
  PmtScore score = 0;
  std::uint32_t row = 0;
  std::uint16_t weight = 0;
};

class CutSearch {
 public:
  // All cuts lie in [origin, origin + 2^bits).
  void begin(std::uint32_t origin, int bits);

  // Takes the weights of the 2^(bits() − shift) bins of every interval, each of 2^shift scores; their rows too where
  // shift is 0. The intervals become the bins that hold a cut.
  void narrow(const BinTable& table, int shift);
  // Takes all ranked rows of the intervals, ascending by score: the cuts are exact after that.
  void settle(std::span<const RowNearCut> sorted);

  const std::vector<CutInterval>& intervals() const { return intervals_; }
  int bits() const { return bits_; }
  bool is_exact() const { return bits_ == 0; }  // also where nobody is ranked
  std::uint64_t weight_inside() const;

  // Nothing where nobody is ranked. Only once the search is exact.
  std::optional<Cuts> cuts() const;
  // A score has so many cuts below it that lie outside of its interval as limits lie below it.
  std::array<PmtScore, kCutCount> limits() const;

 private:
  std::vector<CutInterval> intervals_;
  int bits_ = 0;
  std::uint64_t total_ = 0;
  Cuts cuts_{};
};

}  // namespace engine
