// Maps scores so that their quantiles become given ones, linear in between: the quantile map of a regency.
//
// A map is made of anchors, score → target, the scores strictly ascending and the targets never falling. Equal
// quantiles of the scores make one anchor, whose target is the mean of the first and the last target of the run,
// rounded down. A score s between the anchors (a, p) and (b, q) becomes p + ⌊(s − a)·(q − p) / (b − a)⌋, and an anchor
// its own target. Beyond the ends the distance d to the end becomes min(⌊d·T / S⌋, limit), where S is the distance
// of the last from the first anchor and T that of their targets; with a single anchor min(d, limit). `limit` is the
// distance of the last target given from the first.
//
// order: never turns two scores round; equal scores stay equal. Scores may become equal where the map is flat.
// range: any score; targets from -2^29 to 2^31 - 2^30, `limit` at most 2^30, so that results fit.
// threads: immutable once built. cost: apply takes some nanoseconds a row, one read and one write pass.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/store/ids.h"

namespace engine {

class QuantileMap {
 public:
  struct Anchor {
    PmtScore score = 0, target = 0;
    friend bool operator==(const Anchor&, const Anchor&) = default;
  };

  QuantileMap() = default;
  // Of the same length, not empty; both never falling.
  QuantileMap(std::span<const PmtScore> quantiles, std::span<const PmtScore> targets);

  PmtScore map(PmtScore score) const;
  // Maps every row with a weight; one without becomes kNoScore. `scores` and `out` may be the same memory.
  void apply(std::span<const PmtScore> scores, std::span<const std::uint16_t> weights, std::span<PmtScore> out) const;

  const std::vector<Anchor>& anchors() const { return anchors_; }

 private:
  struct Piece {                                 // between two anchors
    std::uint64_t run = 0, rise = 0, slope = 0;  // slope: ⌊rise · 2^32 / run⌋
  };
  PmtScore beyond(PmtScore score) const;
  PmtScore between(std::size_t anchor, PmtScore score) const;
  std::size_t anchor_below(PmtScore score) const;

  std::vector<Anchor> anchors_;
  std::vector<Piece> pieces_;
  std::uint64_t limit_ = 0;
  // From the distance to the first anchor, cut into steps of 2^shift_, the last anchor at or below the step's start.
  int shift_ = 0;
  std::vector<std::uint8_t> step_anchor_;
};

}  // namespace engine
