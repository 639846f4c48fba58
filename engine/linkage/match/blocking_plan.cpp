#include "engine/linkage/match/blocking_plan.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "engine/linkage/match/block_sizes.h"
#include "engine/parallel.h"

namespace engine {
namespace {

constexpr std::size_t kGrain = 8192;
// Pairs looked at: enough for all pairs of a few thousand rows, and some forty a row in large files.
constexpr std::uint64_t kLeastPairs = 4'000'000, kPairsOfRow = 40, kMostPairs = 200'000'000;
constexpr std::uint64_t kLeastBlock = 32;     // rows of a block that is never refined
constexpr std::size_t kFormsOfTwoFields = 3;  // passes for each two fields, and for each field alone
constexpr std::uint32_t kCutRows = 24;        // rows of a piece of a block that is cut

struct Candidate {
  std::vector<std::size_t> columns;
  double expected = 0;  // pairs, as if the keys were independent
};

class Planner {
 public:
  Planner(std::span<const FieldValues> fields, const MatchSides& sides, std::span<const std::uint32_t> ranks,
          const BlockingOptions& options)
      : sides_(sides), ranks_(ranks), columns_(make_key_columns(fields)), fields_(fields.size()) {
    parts_.resize(fields.size());
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      costs_.push_back(static_cast<double>(pairs_within(make_blocks(columns_[c].rows), sides_)));
      parts_[columns_[c].field].push_back(c);
      if (columns_[c].whole) finer_.push_back(c);
    }
    std::stable_sort(finer_.begin(), finer_.end(), [&](auto a, auto b) { return costs_[a] < costs_[b]; });
    budget_ = options.most_pairs != 0 ? options.most_pairs
                                      : std::clamp<std::uint64_t>(kPairsOfRow * sides.rows, kLeastPairs, kMostPairs);
    const std::vector<std::vector<std::size_t>> rules = options.rules.empty() ? found() : given(options.rules);
    of_pass_ = std::max<std::uint64_t>(budget_ / std::max<std::size_t>(rules.size(), 1), 1);
    for (const auto& rule : rules) add_pass(rule);
  }

  BlockingPlan plan() {
    BlockingPlan plan;
    plan.passes = std::move(passes_);
    const std::size_t passes = plan.passes.size();
    plan.keys.resize(std::size_t{sides_.rows} * passes);
    parallel_for(sides_.rows, kGrain, [&](std::size_t begin, std::size_t end) {
      for (std::size_t row = begin; row < end; ++row) {
        for (std::size_t p = 0; p < passes; ++p) plan.keys[row * passes + p] = keys_[p][row];
      }
    });
    return plan;
  }

 private:
  std::vector<std::vector<std::size_t>> given(const std::vector<std::vector<std::size_t>>& rules) const {
    std::vector<std::vector<std::size_t>> found;
    for (const auto& rule : rules) {
      std::vector<std::size_t> columns;
      for (const std::size_t field : rule) columns.push_back(parts_[field].front());
      found.push_back(std::move(columns));
    }
    return found;
  }

  // Fields alone first, then two fields, the finest first; within each the coarsest forms that the budget allows.
  std::vector<std::vector<std::size_t>> found() const {
    const std::size_t kinds = fields_ * (fields_ + 1) / 2;
    const double most = static_cast<double>(budget_) / static_cast<double>(std::min(kinds * 2, kMostPasses));
    std::vector<std::vector<Candidate>> groups;
    for (std::size_t f = 0; f < fields_; ++f) groups.push_back(alone(f, most));
    std::vector<std::vector<Candidate>> pairs;
    for (std::size_t f = 0; f < fields_; ++f) {
      for (std::size_t g = f + 1; g < fields_; ++g) pairs.push_back(together(f, g, most));
    }
    std::stable_sort(pairs.begin(), pairs.end(), [](const auto& a, const auto& b) {
      const double cost_a = a.empty() ? 0 : a.front().expected, cost_b = b.empty() ? 0 : b.front().expected;
      return cost_a > cost_b;
    });
    groups.insert(groups.end(), pairs.begin(), pairs.end());
    return in_rounds(groups);
  }

  // The first of every group, then the second of every group, and so on.
  static std::vector<std::vector<std::size_t>> in_rounds(const std::vector<std::vector<Candidate>>& groups) {
    std::vector<std::vector<std::size_t>> rules;
    for (std::size_t round = 0; round < kFormsOfTwoFields; ++round) {
      for (const auto& group : groups) {
        if (round < group.size() && rules.size() < kMostPasses) rules.push_back(group[round].columns);
      }
    }
    return rules;
  }

  // Key forms within the budget, the coarsest first; the finest of all where none is.
  static std::vector<Candidate> affordable(std::vector<Candidate> all, double most) {
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.expected > b.expected; });
    std::vector<Candidate> kept;
    for (const Candidate& candidate : all) {
      if (candidate.expected >= 1 && candidate.expected <= most && kept.size() < kFormsOfTwoFields)
        kept.push_back(candidate);
    }
    return kept;
  }

  std::vector<Candidate> alone(std::size_t f, double most) const {
    std::vector<Candidate> all;
    for (const std::size_t c : parts_[f]) all.push_back({{c}, costs_[c]});
    return affordable(std::move(all), most);
  }

  std::vector<Candidate> together(std::size_t f, std::size_t g, double most) const {
    const double pairs = std::max(static_cast<double>(sides_.pairs()), 1.0);
    std::vector<Candidate> all;
    for (const std::size_t c : parts_[f]) {
      for (const std::size_t d : parts_[g]) all.push_back({{c, d}, costs_[c] * costs_[d] / pairs});
    }
    std::vector<Candidate> kept = affordable(all, most);
    if (kept.empty() && !all.empty()) {
      kept.push_back(*std::min_element(all.begin(), all.end(),
                                       [](const auto& a, const auto& b) { return a.expected < b.expected; }));
    }
    return kept;
  }

  void add_pass(const std::vector<std::size_t>& columns) {
    BlockingPass pass;
    pass.columns = columns;
    for (const std::size_t c : columns) pass.name += (pass.name.empty() ? "" : " + ") + columns_[c].name;
    std::vector<BlockKey> keys = columns_[columns.front()].rows;
    for (std::size_t i = 1; i < columns.size(); ++i) join(keys, columns_[columns[i]].rows);
    Blocks blocks = refine(keys, pass);
    pass.pairs = pairs_within(blocks, sides_);
    for (std::size_t b = 0; b < blocks.size(); ++b)
      pass.largest_block = std::max<std::uint64_t>(pass.largest_block, blocks[b].size());
    if (pass.pairs == 0) return;
    passes_.push_back(std::move(pass));
    keys_.push_back(std::move(keys));
  }

  static void join(std::vector<BlockKey>& keys, const std::vector<BlockKey>& others) {
    parallel_for(keys.size(), kGrain, [&](std::size_t begin, std::size_t end) {
      for (std::size_t row = begin; row < end; ++row) keys[row] = joined_key(keys[row], others[row]);
    });
  }

  // Blocks take the pass beyond its budget where they are larger than rows · size allows: the cap is the largest size
  // at which all blocks at or below it stay within the budget.
  std::uint64_t cap(const Blocks& blocks) const {
    std::map<std::uint64_t, std::uint64_t> pairs_of_size;
    for (std::size_t b = 0; b < blocks.size(); ++b) pairs_of_size[blocks[b].size()] += pairs_within(blocks[b], sides_);
    std::uint64_t sum = 0, size = kLeastBlock;
    for (const auto& [rows, pairs] : pairs_of_size) {
      sum += pairs;
      if (sum > of_pass_ * 2) break;
      size = std::max(size, rows);
    }
    return size;
  }

  Blocks refine(std::vector<BlockKey>& keys, BlockingPass& pass) const {
    Blocks blocks = make_blocks(keys);
    for (const std::size_t finer : finer_) {
      if (uses_field(pass, columns_[finer].field)) continue;
      if (!split(keys, blocks, cap(blocks), pass.refined_rows,
                 [&](std::uint32_t row, std::size_t) { return std::max<BlockKey>(columns_[finer].rows[row], 1); })) {
        return blocks;
      }
      blocks = make_blocks(keys);
    }
    if (cut(keys, blocks, pass)) blocks = make_blocks(keys);
    return blocks;
  }

  bool uses_field(const BlockingPass& pass, std::size_t field) const {
    return std::any_of(pass.columns.begin(), pass.columns.end(),
                       [&](std::size_t c) { return columns_[c].field == field; });
  }

  // Adds a key to the rows of blocks above `size`; false where there are none.
  template <class KeyOf>
  bool split(std::vector<BlockKey>& keys, const Blocks& blocks, std::uint64_t size, std::uint64_t& rows,
             KeyOf&& key_of) const {
    bool any = false;
    for (std::size_t b = 0; b < blocks.size(); ++b) {
      if (blocks[b].size() <= size) continue;
      any = true;
      rows += blocks[b].size();
      for (std::size_t i = 0; i < blocks[b].size(); ++i) {
        const std::uint32_t row = blocks[b][i];
        keys[row] = joined_key(keys[row], key_of(row, i));
      }
    }
    return any;
  }

  // Cuts what is still too large into pieces of rows that are alike.
  bool cut(std::vector<BlockKey>& keys, const Blocks& blocks, BlockingPass& pass) const {
    bool any = false;
    const std::uint64_t size = cap(blocks);
    for (std::size_t b = 0; b < blocks.size(); ++b) {
      if (blocks[b].size() <= size) continue;
      any = true;
      pass.cut_rows += blocks[b].size();
      std::vector<std::uint32_t> rows(blocks[b].begin(), blocks[b].end());
      parallel_sort(rows, [&](std::uint32_t x, std::uint32_t y) { return ranks_[x] < ranks_[y]; });
      for (std::uint32_t i = 0; i < rows.size(); ++i) keys[rows[i]] = joined_key(keys[rows[i]], i / kCutRows + 1);
    }
    return any;
  }

  MatchSides sides_;
  std::span<const std::uint32_t> ranks_;
  std::vector<KeyColumn> columns_;
  std::size_t fields_;
  std::vector<std::vector<std::size_t>> parts_;  // columns of a field
  std::vector<double> costs_;                    // pairs of a column alone
  std::vector<std::size_t> finer_;               // whole fields, the finest first
  std::uint64_t budget_ = 0, of_pass_ = 0;
  std::vector<BlockingPass> passes_;
  std::vector<std::vector<BlockKey>> keys_;
};

}  // namespace

BlockingPlan plan_blocking(std::span<const FieldValues> fields, const MatchSides& sides,
                           std::span<const std::uint32_t> content_ranks, const BlockingOptions& options) {
  return Planner(fields, sides, content_ranks, options).plan();
}

}  // namespace engine
