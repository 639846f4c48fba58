#include "engine/desil/cut_search.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace engine {
namespace {

// The last score of an interval. Ranked scores do not wrap round, so it ends where int32 does.
PmtScore last_score(const CutInterval& interval, int bits) {
  const std::int64_t last = std::int64_t{static_cast<PmtScore>(interval.begin)} + (std::int64_t{1} << bits) - 1;
  return static_cast<PmtScore>(std::min<std::int64_t>(last, std::numeric_limits<PmtScore>::max()));
}

}  // namespace

void CutSearch::begin(std::uint32_t origin, int bits) {
  intervals_ = {{origin, 0, 0, 1, kCutCount}};
  bits_ = bits;
  total_ = 0;
}

void CutSearch::narrow(const BinTable& table, int shift) {
  if (total_ == 0) total_ = std::accumulate(table.weights.begin(), table.weights.end(), std::uint64_t{0});
  std::vector<CutInterval> next;
  const int step = bits_ - shift;
  for (std::size_t i = 0; i < intervals_.size() && total_ > 0; ++i) {
    const CutInterval& interval = intervals_[i];
    std::uint64_t below = interval.weight_below;
    std::size_t bin = i << step;
    std::size_t open = next.size();  // the interval of `bin` in `next`, once it is there
    for (std::size_t k = interval.first_cut; k <= interval.last_cut; ++k) {
      while (10 * (below + table.weights[bin]) < k * total_) {
        below += table.weights[bin++];
        open = next.size();
      }
      const auto offset = static_cast<std::uint32_t>(bin - (i << step)) << shift;
      if (open == next.size()) next.push_back({interval.begin + offset, below, table.weights[bin], k, k});
      next[open].last_cut = k;
      if (shift == 0) {
        cuts_[k - 1] = {static_cast<PmtScore>(interval.begin + offset), table.rows[bin], table.weights[bin],
                        below + table.weights[bin]};
      }
    }
  }
  intervals_ = std::move(next);
  bits_ = total_ > 0 ? shift : 0;
}

void CutSearch::settle(std::span<const RowNearCut> sorted) {
  std::size_t row = 0;
  for (const CutInterval& interval : intervals_) {
    Cut cut;
    cut.weight_up_to = interval.weight_below;
    for (std::size_t k = interval.first_cut; k <= interval.last_cut; ++k) {
      while (10 * cut.weight_up_to < k * total_) {  // whole ties at a time
        cut = {sorted[row].score, 0, 0, cut.weight_up_to};
        for (; row < sorted.size() && sorted[row].score == cut.score; ++row) {
          ++cut.tied_rows;
          cut.tied_weight += sorted[row].weight;
        }
        cut.weight_up_to += cut.tied_weight;
      }
      cuts_[k - 1] = cut;
    }
    const PmtScore last = last_score(interval, bits_);
    while (row < sorted.size() && sorted[row].score <= last) ++row;
  }
  bits_ = 0;
}

std::uint64_t CutSearch::weight_inside() const {
  std::uint64_t weight = 0;
  for (const CutInterval& interval : intervals_) weight += interval.weight_inside;
  return weight;
}

std::optional<Cuts> CutSearch::cuts() const { return total_ > 0 ? std::optional<Cuts>(cuts_) : std::nullopt; }

std::array<PmtScore, kCutCount> CutSearch::limits() const {
  std::array<PmtScore, kCutCount> limits;
  limits.fill(std::numeric_limits<PmtScore>::max());
  for (const CutInterval& interval : intervals_) {
    const PmtScore last = last_score(interval, bits_);
    for (std::size_t k = interval.first_cut; k <= interval.last_cut; ++k) {
      limits[k - 1] = is_exact() ? cuts_[k - 1].score : last;
    }
  }
  return limits;
}

}  // namespace engine
