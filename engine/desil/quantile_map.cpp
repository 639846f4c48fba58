#include "engine/desil/quantile_map.h"

#include <algorithm>
#include <bit>
#include <cassert>

#include "engine/pmt/score.h"

namespace engine {
namespace {

constexpr int kStepBits = 10;  // of the look-up table: 1 KiB, and rarely more than one anchor in a step

std::uint64_t distance(PmtScore low, PmtScore high) {
  return static_cast<std::uint64_t>(static_cast<std::int64_t>(high) - low);
}

}  // namespace

QuantileMap::QuantileMap(std::span<const PmtScore> quantiles, std::span<const PmtScore> targets) {
  assert(!quantiles.empty() && quantiles.size() == targets.size());
  limit_ = distance(targets.front(), targets.back());
  for (std::size_t first = 0, next = 0; first < quantiles.size(); first = next) {
    while (next < quantiles.size() && quantiles[next] == quantiles[first]) ++next;
    const std::int64_t both = static_cast<std::int64_t>(targets[first]) + targets[next - 1];
    anchors_.push_back({quantiles[first], static_cast<PmtScore>(both >> 1)});  // rounds down below 0 too
  }
  for (std::size_t i = 0; i + 1 < anchors_.size(); ++i) {
    Piece piece;
    piece.run = distance(anchors_[i].score, anchors_[i + 1].score);
    piece.rise = distance(anchors_[i].target, anchors_[i + 1].target);
    piece.slope = (piece.rise << 32) / piece.run;
    pieces_.push_back(piece);
  }
  const std::uint64_t span = distance(anchors_.front().score, anchors_.back().score);
  shift_ = std::max(0, static_cast<int>(std::bit_width(span)) - kStepBits);
  step_anchor_.assign((span >> shift_) + 1, 0);
  std::size_t anchor = 0;
  for (std::size_t step = 0; step < step_anchor_.size(); ++step) {
    const std::uint64_t start = static_cast<std::uint64_t>(step) << shift_;
    while (anchor + 1 < anchors_.size() && distance(anchors_[0].score, anchors_[anchor + 1].score) <= start) ++anchor;
    step_anchor_[step] = static_cast<std::uint8_t>(anchor);
  }
}

PmtScore QuantileMap::beyond(PmtScore score) const {
  const bool below = score < anchors_.front().score;
  const Anchor& end = below ? anchors_.front() : anchors_.back();
  std::uint64_t far = below ? distance(score, end.score) : distance(end.score, score);
  if (anchors_.size() > 1) {
    const std::uint64_t rise = distance(anchors_.front().target, anchors_.back().target);
    far = far * rise / distance(anchors_.front().score, anchors_.back().score);
  }
  const auto moved = static_cast<PmtScore>(std::min(far, limit_));
  return below ? end.target - moved : end.target + moved;
}

// ⌊(score − a)·rise / run⌋ without a division: the slope rounded down gives the quotient or one less.
PmtScore QuantileMap::between(std::size_t anchor, PmtScore score) const {
  const Piece& piece = pieces_.data()[anchor];
  const std::uint64_t far = distance(anchors_.data()[anchor].score, score);
  std::uint64_t quotient = (far * piece.slope) >> 32;
  quotient += (quotient + 1) * piece.run <= far * piece.rise ? 1u : 0u;
  return static_cast<PmtScore>(static_cast<std::int64_t>(anchors_.data()[anchor].target) +
                               static_cast<std::int64_t>(quotient));
}

std::size_t QuantileMap::anchor_below(PmtScore score) const {
  std::size_t anchor = step_anchor_.data()[distance(anchors_.data()[0].score, score) >> shift_];
  while (score >= anchors_.data()[anchor + 1].score) ++anchor;
  return anchor;
}

PmtScore QuantileMap::map(PmtScore score) const {
  if (score == anchors_.back().score) return anchors_.back().target;
  if (score < anchors_.front().score || score > anchors_.back().score) return beyond(score);
  return between(anchor_below(score), score);
}

void QuantileMap::apply(std::span<const PmtScore> scores, std::span<const std::uint16_t> weights,
                        std::span<PmtScore> out) const {
  assert(scores.size() == weights.size() && scores.size() == out.size());
  const PmtScore first = anchors_.front().score, last = anchors_.back().score;
  for (std::size_t row = 0; row < scores.size(); ++row) {
    // Rows without a weight are mapped too: they are spread among the others, and a branch on them costs more.
    const PmtScore score = scores.data()[row];
    PmtScore mapped = 0;
    if (score >= first && score < last) {
      mapped = between(anchor_below(score), score);
    } else {
      mapped = score == last ? anchors_.back().target : beyond(score);
    }
    const PmtScore ranked = -static_cast<PmtScore>(weights.data()[row] != 0);  // all bits, or none
    out.data()[row] = (mapped & ranked) | (kNoScore & ~ranked);
  }
}

}  // namespace engine
