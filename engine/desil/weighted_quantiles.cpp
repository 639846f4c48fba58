#include "engine/desil/weighted_quantiles.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <vector>

#include "kernels/ranked_extent.h"

namespace engine {
namespace {

using Scores = std::span<const PmtScore>;
using Weights = std::span<const std::uint16_t>;

// Bits that one pass resolves: see cuts.cpp. Few rows get few bins, so that clearing them stays cheap.
constexpr int kMostBits = 14, kLeastBits = 6;

// A quantile that is looked for: the weight that the rows up to it must reach.
struct Wanted {
  std::uint64_t weight = 0;  // rounded up, at least 1
  std::size_t place = 0;     // in `out`
};

struct Rows {
  std::vector<PmtScore> scores;
  std::vector<std::uint16_t> weights;
};

kernels::RankedExtent extent_of(Scores scores, Weights weights) {
  constexpr std::size_t kBlock = kernels::kRankedExtentRows;
  kernels::RankedExtent all;
  for (std::size_t block = 0; block < scores.size(); block += kBlock) {
    const std::size_t rows = std::min(kBlock, scores.size() - block);
    const auto part = kernels::ranked_extent(scores.subspan(block, rows), weights.subspan(block, rows));
    all.lowest = std::min(all.lowest, part.lowest);
    all.highest = std::max(all.highest, part.highest);
    all.rows += part.rows;
    all.weight += part.weight;
  }
  return all;
}

// Finds `wanted` among rows whose ranked scores lie in [origin, origin + 2^bits), `below` being the weight of all
// lower ones. Differences of scores are taken modulo 2^32, which is exact within the range of the ranked rows.
void refine(Scores scores, Weights weights, std::uint32_t origin, int bits, std::uint64_t below,
            std::span<const Wanted> wanted, std::span<PmtScore> out) {
  const int step = std::min(bits, std::clamp(static_cast<int>(std::bit_width(scores.size())), kLeastBits, kMostBits));
  const int shift = bits - step;
  // Rows without a weight go to a bin of their own behind all; no branch, as such rows are spread among the others.
  const auto nowhere = std::uint32_t{1} << step;
  std::vector<std::uint64_t> bins(nowhere + std::size_t{1}, 0);
  const auto bin_of = [&](std::size_t row) {
    const std::uint32_t ranked = 0u - static_cast<std::uint32_t>(weights.data()[row] != 0);
    const std::uint32_t bin = (static_cast<std::uint32_t>(scores.data()[row]) - origin) >> shift;
    return (bin & ranked) | (nowhere & ~ranked);
  };
  for (std::size_t row = 0; row < scores.size(); ++row) bins.data()[bin_of(row)] += weights.data()[row];
  // The bins that hold a quantile, each with the quantiles in it.
  struct Open {
    std::size_t bin = 0, first = 0, last = 0;
    std::uint64_t below = 0;
  };
  std::vector<Open> open;
  std::size_t bin = 0;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    while (below + bins[bin] < wanted[i].weight) below += bins[bin++];
    if (shift == 0) {
      out[wanted[i].place] = static_cast<PmtScore>(origin + static_cast<std::uint32_t>(bin));
    } else if (open.empty() || open.back().bin != bin) {
      open.push_back({bin, i, i + 1, below});
    } else {
      open.back().last = i + 1;
    }
  }
  if (open.empty()) return;
  constexpr std::uint8_t kNone = 255;
  static_assert(kMostQuantiles < kNone);
  std::vector<std::uint8_t> open_of(bins.size(), kNone);
  for (std::size_t i = 0; i < open.size(); ++i) open_of[open[i].bin] = static_cast<std::uint8_t>(i);
  std::vector<Rows> inside(open.size());
  for (std::size_t row = 0; row < scores.size(); ++row) {
    const std::uint8_t into = open_of.data()[bin_of(row)];
    if (into == kNone) continue;
    inside[into].scores.push_back(scores[row]);
    inside[into].weights.push_back(weights[row]);
  }
  for (std::size_t i = 0; i < open.size(); ++i) {
    const auto begin = origin + (static_cast<std::uint32_t>(open[i].bin) << shift);
    refine(inside[i].scores, inside[i].weights, begin, shift, open[i].below,
           wanted.subspan(open[i].first, open[i].last - open[i].first), out);
    inside[i] = Rows();
  }
}

}  // namespace

bool select_quantiles(Scores scores, Weights weights, std::span<const std::uint32_t> shares, std::span<PmtScore> out) {
  assert(scores.size() == weights.size() && shares.size() == out.size() && shares.size() <= kMostQuantiles);
  const kernels::RankedExtent extent = extent_of(scores, weights);
  if (extent.rows == 0) return false;
  std::vector<Wanted> wanted;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const std::uint64_t weight = (shares[i] * extent.weight + kWholeShare - 1) / kWholeShare;
    wanted.push_back({std::max<std::uint64_t>(1, weight), i});
  }
  const auto origin = static_cast<std::uint32_t>(extent.lowest);
  const auto bits = static_cast<int>(std::bit_width(static_cast<std::uint32_t>(extent.highest) - origin));
  if (bits == 0) {
    std::fill(out.begin(), out.end(), extent.lowest);
  } else {
    refine(scores, weights, origin, bits, 0, wanted, out);
  }
  return true;
}

}  // namespace engine
