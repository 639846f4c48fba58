#include "engine/linkage/match/candidate_pairs.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "engine/linkage/match/block_sizes.h"
#include "engine/parallel.h"

namespace engine {
namespace {

constexpr std::uint64_t kChunkPairs = 1 << 16;
constexpr std::size_t kRandomGrain = 1 << 15;

// Blocks in runs of about kChunkPairs pairs.
std::vector<std::size_t> cut_by_pairs(const Blocks& blocks, const MatchSides& sides) {
  std::vector<std::size_t> cuts = {0};
  std::uint64_t pairs = 0;
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    pairs += pairs_within(blocks[b], sides);
    if (pairs < kChunkPairs) continue;
    cuts.push_back(b + 1);
    pairs = 0;
  }
  if (cuts.back() != blocks.size()) cuts.push_back(blocks.size());
  return cuts;
}

class PassPairs {
 public:
  PassPairs(const BlockingPlan& plan, const MatchSides& sides, const RowComparison& comparison, std::size_t pass)
      : plan_(plan), sides_(sides), comparison_(comparison), pass_(pass) {}

  void take(std::span<const std::uint32_t> block, std::vector<ComparedPair>& out) const {
    const auto middle =
        sides_.two_files() ? std::lower_bound(block.begin(), block.end(), sides_.left_rows) : block.end();
    for (auto left = block.begin(); left != middle; ++left) {
      for (auto right = sides_.two_files() ? middle : left + 1; right != block.end(); ++right) {
        if (!is_earlier(*left, *right)) out.push_back({*left, *right, comparison_.pattern(*left, *right)});
      }
    }
  }

 private:
  bool is_earlier(std::uint32_t left, std::uint32_t right) const {
    const BlockKey* const a = &plan_.keys[left * plan_.passes.size()];
    const BlockKey* const b = &plan_.keys[right * plan_.passes.size()];
    bool any = false;
    for (std::size_t p = 0; p < pass_; ++p) any |= (a[p] == b[p]) & (a[p] != kNoKey);
    return any;
  }

  const BlockingPlan& plan_;
  const MatchSides& sides_;
  const RowComparison& comparison_;
  std::size_t pass_;
};

std::vector<ComparedPair> pairs_of_pass(const BlockingPlan& plan, const MatchSides& sides,
                                        const RowComparison& comparison, std::size_t pass) {
  std::vector<BlockKey> keys(sides.rows);
  for (std::uint32_t row = 0; row < sides.rows; ++row) keys[row] = plan.key(row, pass);
  const Blocks blocks = make_blocks(keys);
  const std::vector<std::size_t> cuts = cut_by_pairs(blocks, sides);
  const PassPairs pairs(plan, sides, comparison, pass);
  return parallel_reduce(
      cuts.size() - 1, 1, std::vector<ComparedPair>{},
      [&](std::size_t begin, std::size_t end) {
        std::vector<ComparedPair> part;
        for (std::size_t b = cuts[begin]; b < cuts[end]; ++b) pairs.take(blocks[b], part);
        return part;
      },
      [](std::vector<ComparedPair>& all, const std::vector<ComparedPair>& part) {
        all.insert(all.end(), part.begin(), part.end());
      });
}

// SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, OOPSLA 2014) of a counter.
std::uint64_t random_word(std::uint64_t counter) {
  std::uint64_t z = (counter + 1) * 0x9E37'79B9'7F4A'7C15ull;
  z = (z ^ z >> 30) * 0xBF58'476D'1CE4'E5B9ull;
  z = (z ^ z >> 27) * 0x94D0'49BB'1331'11EBull;
  return z ^ z >> 31;
}

// The pair of a number below sides.pairs(), as ranks: row by row of the triangle or rectangle.
std::pair<std::uint32_t, std::uint32_t> pair_of_number(std::uint64_t number, const MatchSides& sides) {
  if (sides.two_files()) {
    const std::uint32_t right_rows = sides.rows - sides.left_rows;
    return {static_cast<std::uint32_t>(number / right_rows),
            static_cast<std::uint32_t>(sides.left_rows + number % right_rows)};
  }
  // The larger of the two: the last b with b(b−1)/2 <= number.
  std::uint64_t low = 1, high = sides.rows - 1;
  while (low < high) {
    const std::uint64_t middle = (low + high + 1) / 2;
    if (middle * (middle - 1) / 2 <= number) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return {static_cast<std::uint32_t>(number - low * (low - 1) / 2), static_cast<std::uint32_t>(low)};
}

// Rows by content, those of the left file first.
std::vector<std::uint32_t> rows_by_content(const MatchSides& sides, std::span<const std::uint32_t> ranks) {
  std::vector<std::uint32_t> rows(ranks.size());
  for (std::uint32_t row = 0; row < rows.size(); ++row) rows[ranks[row]] = row;
  if (sides.two_files())
    std::stable_partition(rows.begin(), rows.end(), [&](std::uint32_t row) { return row < sides.left_rows; });
  return rows;
}

void merge_counts(PatternCounts& all, const PatternCounts& part) { all.merge(part); }

}  // namespace

CandidatePairs make_candidate_pairs(const BlockingPlan& plan, const MatchSides& sides,
                                    const RowComparison& comparison) {
  CandidatePairs found;
  for (std::size_t pass = 0; pass < plan.passes.size(); ++pass) {
    const std::vector<ComparedPair> pairs = pairs_of_pass(plan, sides, comparison, pass);
    found.of_pass.push_back(pairs.size());
    found.pairs.insert(found.pairs.end(), pairs.begin(), pairs.end());
  }
  return found;
}

std::uint64_t shared_passes(const BlockingPlan& plan, std::uint32_t left, std::uint32_t right) {
  std::uint64_t passes = 0;
  for (std::size_t p = 0; p < plan.passes.size(); ++p) {
    const BlockKey key = plan.key(left, p);
    if (key != kNoKey && key == plan.key(right, p)) passes |= std::uint64_t{1} << p;
  }
  return passes;
}

std::vector<PatternCount> count_random_pairs(const MatchSides& sides, std::span<const std::uint32_t> content_ranks,
                                             const RowComparison& comparison, std::uint64_t most) {
  if (sides.pairs() == 0) return {};
  const std::vector<std::uint32_t> rows = rows_by_content(sides, content_ranks);
  const bool all = sides.pairs() <= most;
  return parallel_reduce(
             all ? sides.pairs() : most, kRandomGrain, PatternCounts{},
             [&](std::size_t begin, std::size_t end) {
               PatternCounts counts;
               for (std::size_t i = begin; i < end; ++i) {
                 const auto [a, b] = pair_of_number(all ? i : random_word(i) % sides.pairs(), sides);
                 counts.add(comparison.pattern(rows[a], rows[b]));
               }
               return counts;
             },
             merge_counts)
      .sorted();
}

std::vector<PatternCount> count_patterns(std::span<const ComparedPair> pairs) {
  return parallel_reduce(
             pairs.size(), kRandomGrain, PatternCounts{},
             [&](std::size_t begin, std::size_t end) {
               PatternCounts counts;
               for (std::size_t i = begin; i < end; ++i) counts.add(pairs[i].pattern);
               return counts;
             },
             merge_counts)
      .sorted();
}

}  // namespace engine
