#include "engine/desil/cuts.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <vector>

#include "engine/parallel.h"
#include "kernels/assign_desil.h"
#include "kernels/interval_rows.h"
#include "kernels/ranked_extent.h"

namespace engine {
namespace {

using Scores = std::span<const PmtScore>;
using Weights = std::span<const std::uint16_t>;

constexpr std::size_t kParallelRows = std::size_t{1} << 16;
// Bits of the score that one pass resolves. 14 bits of weights are 128 KiB, within the L2 cache; fewer
// rows get fewer bins, so that clearing and scanning them stays below the cost of the rows.
constexpr int kMostBits = 14, kLeastBits = 6;
// After the first pass, the rows inside the intervals are copied if they are at most this share of all
// (a row weighs at least 1, so the weight bounds them). Real scores leave 0.1 %; ties may leave all.
constexpr std::size_t kGatheredShare = 8;

// An interval of scores in which at least one cut lies: [begin, begin + 2^bits). Differences of scores
// are taken modulo 2^32, which is exact within the range of the ranked rows.
struct Interval {
  std::uint32_t begin = 0;
  std::uint64_t weight_below = 0;           // weight of all rows with a smaller score
  std::uint64_t weight_inside = 0;          // and of the rows in it
  std::size_t first_cut = 0, last_cut = 0;  // cuts 1..9 that lie in it
};

// Weights by bin, interval after interval; rows too where a bin is one score.
struct BinTable {
  std::vector<std::uint64_t> weights, rows;

  void resize(std::size_t bins, bool count_rows) {
    weights.assign(bins, 0);
    rows.assign(count_rows ? bins : 0, 0);
  }
  void add(const BinTable& other) {
    for (std::size_t i = 0; i < weights.size(); ++i) weights[i] += other.weights[i];
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i] += other.rows[i];
  }
};

// What one pass counts: each interval cut into 2^step bins of 2^shift scores.
struct Pass {
  std::vector<Interval> intervals;
  int step = 0, shift = 0;
};

std::size_t slice_count(std::size_t rows) {
  return rows < kParallelRows ? 1 : static_cast<std::size_t>(std::max(1, threads()));
}

// Calls body(slice, begin, end) for every slice, in parallel where there are several. All results are
// sums and extremes of integers, so the slices do not show in them.
template <class Body>
void for_each_slice(std::size_t rows, std::size_t slices, Body&& body) {
  const std::size_t grain = std::max<std::size_t>(1, (rows + slices - 1) / slices);
  if (slices == 1) {
    body(std::size_t{0}, std::size_t{0}, rows);
  } else {
    parallel_for(rows, grain, [&](std::size_t begin, std::size_t end) { body(begin / grain, begin, end); });
  }
}

using Extent = kernels::RankedExtent;

void add_extent(Extent& all, const Extent& part) {
  all.lowest = std::min(all.lowest, part.lowest);
  all.highest = std::max(all.highest, part.highest);
  all.rows += part.rows;
  all.weight += part.weight;
}

Extent extent_of(Scores scores, Weights weights) {
  constexpr std::size_t kBlock = kernels::kRankedExtentRows;
  std::vector<Extent> parts(slice_count(scores.size()));
  for_each_slice(scores.size(), parts.size(), [&](std::size_t slice, std::size_t begin, std::size_t end) {
    for (std::size_t block = begin; block < end; block += kBlock) {
      const std::size_t rows = std::min(kBlock, end - block);
      add_extent(parts[slice], kernels::ranked_extent(scores.subspan(block, rows), weights.subspan(block, rows)));
    }
  });
  Extent all;
  for (const Extent& part : parts) add_extent(all, part);
  return all;
}

// Counts rows that all lie in one interval, unless their weight is 0.
template <bool kCountRows>
void count_all(Scores scores, Weights weights, std::uint32_t origin, int shift, BinTable& table) {
  std::uint64_t* bins = table.weights.data();
  std::uint64_t* rows = table.rows.data();
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const std::uint16_t weight = weights.data()[i];
    const std::uint32_t offset = (static_cast<std::uint32_t>(scores.data()[i]) - origin) >> shift;
    const std::uint32_t bin = weight != 0 ? offset : 0;
    bins[bin] += weight;
    if constexpr (kCountRows) rows[bin] += weight != 0 ? 1u : 0u;
  }
}

// Calls visit(row, interval) for every ranked row that lies in one of the intervals.
template <class Visit>
void visit_inside(Scores scores, Weights weights, const Pass& pass, Visit&& visit) {
  constexpr std::size_t kBlock = 2048;
  std::array<std::uint32_t, kBlock + kernels::kIntervalRowsSlack> found;
  std::array<PmtScore, kCutCount> begins{};
  const std::size_t count = pass.intervals.size();
  for (std::size_t j = 0; j < count; ++j) begins[j] = static_cast<PmtScore>(pass.intervals[j].begin);
  const std::uint32_t width = std::uint32_t{1} << (pass.step + pass.shift);
  for (std::size_t block = 0; block < scores.size(); block += kBlock) {
    const Scores some = scores.subspan(block, std::min(kBlock, scores.size() - block));
    const std::size_t hits = kernels::interval_rows(some, std::span(begins).first(count), width, found);
    for (std::size_t h = 0; h < hits; ++h) {
      const std::size_t row = block + found[h];
      if (weights[row] == 0) continue;
      const auto score = static_cast<std::uint32_t>(scores[row]);
      std::size_t interval = 0;
      while (score - pass.intervals[interval].begin >= width) ++interval;
      visit(row, interval);
    }
  }
}

// Counts the rows that lie in one of several intervals.
void count_some(Scores scores, Weights weights, const Pass& pass, BinTable& table) {
  visit_inside(scores, weights, pass, [&](std::size_t row, std::size_t interval) {
    const auto offset = static_cast<std::uint32_t>(scores[row]) - pass.intervals[interval].begin;
    const std::size_t bin = (interval << pass.step) + (offset >> pass.shift);
    table.weights[bin] += weights[row];
    if (!table.rows.empty()) ++table.rows[bin];
  });
}

// The rows that still matter once the first pass has left few of them.
struct Gathered {
  std::vector<PmtScore> scores;
  std::vector<std::uint16_t> weights;
};

Gathered gather_inside(Scores scores, Weights weights, const Pass& pass) {
  std::vector<Gathered> parts(slice_count(scores.size()));
  for_each_slice(scores.size(), parts.size(), [&](std::size_t slice, std::size_t begin, std::size_t end) {
    const Scores some = scores.subspan(begin, end - begin);
    const Weights some_weights = weights.subspan(begin, end - begin);
    visit_inside(some, some_weights, pass, [&](std::size_t row, std::size_t) {
      parts[slice].scores.push_back(some[row]);
      parts[slice].weights.push_back(some_weights[row]);
    });
  });
  Gathered all = std::move(parts[0]);
  for (std::size_t i = 1; i < parts.size(); ++i) {
    all.scores.insert(all.scores.end(), parts[i].scores.begin(), parts[i].scores.end());
    all.weights.insert(all.weights.end(), parts[i].weights.begin(), parts[i].weights.end());
  }
  return all;
}

BinTable count_pass(Scores scores, Weights weights, const Pass& pass, bool all_in_one) {
  const std::size_t bins = pass.intervals.size() << pass.step;
  std::vector<BinTable> tables(slice_count(scores.size()));
  for_each_slice(scores.size(), tables.size(), [&](std::size_t slice, std::size_t begin, std::size_t end) {
    BinTable& table = tables[slice];
    table.resize(bins, pass.shift == 0);
    const Scores some = scores.subspan(begin, end - begin);
    const Weights some_weights = weights.subspan(begin, end - begin);
    if (!all_in_one) {
      count_some(some, some_weights, pass, table);
    } else if (pass.shift == 0) {
      count_all<true>(some, some_weights, pass.intervals[0].begin, 0, table);
    } else {
      count_all<false>(some, some_weights, pass.intervals[0].begin, pass.shift, table);
    }
  });
  BinTable total = std::move(tables[0]);
  for (std::size_t i = 1; i < tables.size(); ++i) {
    if (!tables[i].weights.empty()) total.add(tables[i]);
  }
  return total;
}

// Walks the bins of each interval and finds the bin of each of its cuts: the intervals of the next pass.
// Where a bin is one score, fills in `cuts`.
std::vector<Interval> narrow(const Pass& pass, const BinTable& table, std::uint64_t total, Cuts& cuts) {
  std::vector<Interval> next;
  for (std::size_t i = 0; i < pass.intervals.size(); ++i) {
    const Interval& interval = pass.intervals[i];
    std::uint64_t below = interval.weight_below;
    std::size_t bin = i << pass.step;
    std::size_t open = next.size();  // the interval of `bin` in `next`, once it is there
    for (std::size_t k = interval.first_cut; k <= interval.last_cut; ++k) {
      while (10 * (below + table.weights[bin]) < k * total) {
        below += table.weights[bin++];
        open = next.size();
      }
      const auto offset = static_cast<std::uint32_t>(bin - (i << pass.step)) << pass.shift;
      if (open == next.size()) {
        next.push_back({interval.begin + offset, below, table.weights[bin], k, k});
      }
      next[open].last_cut = k;
      if (pass.shift == 0) {
        cuts[k - 1] = {static_cast<PmtScore>(interval.begin + offset), table.rows[bin], table.weights[bin],
                       below + table.weights[bin]};
      }
    }
  }
  return next;
}

std::uint64_t weight_inside(const std::vector<Interval>& intervals) {
  std::uint64_t weight = 0;
  for (const Interval& interval : intervals) weight += interval.weight_inside;
  return weight;
}

}  // namespace

std::optional<Cuts> select_cuts(Scores scores, Weights weights) {
  assert(scores.size() == weights.size());
  const Extent extent = extent_of(scores, weights);
  if (extent.rows == 0) return std::nullopt;
  Cuts cuts;
  if (extent.lowest == extent.highest) {
    cuts.fill({extent.lowest, extent.rows, extent.weight, extent.weight});
    return cuts;
  }
  const auto origin = static_cast<std::uint32_t>(extent.lowest);
  Pass pass;
  pass.intervals = {{origin, 0, extent.weight, 1, kCutCount}};
  auto open_bits = static_cast<int>(std::bit_width(static_cast<std::uint32_t>(extent.highest) - origin));
  Gathered gathered;
  for (bool first = true; open_bits > 0; first = false) {
    const int bits_of_rows = static_cast<int>(std::bit_width(scores.size() / pass.intervals.size()));
    pass.step = std::min(open_bits, std::clamp(bits_of_rows, kLeastBits, kMostBits));
    pass.shift = open_bits - pass.step;
    pass.intervals = narrow(pass, count_pass(scores, weights, pass, first), extent.weight, cuts);
    open_bits = pass.shift;
    if (first && open_bits > 0 && weight_inside(pass.intervals) <= scores.size() / kGatheredShare) {
      // Only the widths of the intervals matter here; the next round sets step and shift anew.
      pass.step = 0;
      pass.shift = open_bits;
      gathered = gather_inside(scores, weights, pass);
      scores = gathered.scores;
      weights = gathered.weights;
    }
  }
  return cuts;
}

void assign_desils(Scores scores, Weights weights, const Cuts& cuts, std::span<Desil> out) {
  assert(scores.size() == weights.size() && scores.size() == out.size());
  std::array<PmtScore, kCutCount> limits;
  for (std::size_t k = 0; k < kCutCount; ++k) limits[k] = cuts[k].score;
  for_each_slice(scores.size(), slice_count(scores.size()), [&](std::size_t, std::size_t begin, std::size_t end) {
    const std::size_t rows = end - begin;
    kernels::assign_desil(scores.subspan(begin, rows), weights.subspan(begin, rows), limits, out.subspan(begin, rows));
  });
}

}  // namespace engine
