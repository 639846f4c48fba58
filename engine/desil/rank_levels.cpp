#include "engine/desil/rank_levels.h"

#include <algorithm>
#include <array>
#include <bit>
#include <deque>
#include <mutex>
#include <string>

#include "engine/desil/cut_search.h"
#include "engine/error.h"
#include "engine/parallel.h"
#include "kernels/assign_desil.h"
#include "kernels/interval_rows.h"
#include "kernels/ranked_extent.h"

namespace engine {
namespace {

using Scores = std::span<const PmtScore>;
using Weights = std::span<const std::uint16_t>;

constexpr std::size_t kLevels = 3;  // nation, province, regency
// Rows of a piece: work of 0.2 ms, beside which adding its table is small.
constexpr std::size_t kPieceRows = std::size_t{1} << 18;
// Rows that stay in the L1 cache while all levels look at them.
constexpr std::size_t kBlockRows = 2048;
// Bits of the score that one pass resolves: 2^14 weights are 128 KiB, within the L2 cache. Fewer rows get fewer bins,
// so that clearing and adding tables stays below the cost of the rows.
constexpr int kMostBits = 14, kLeastBits = 6;
// The rows inside the intervals are collected where they are at most this share of all (a row weighs at least 1, so the
// weight bounds them), or few. Real scores leave 0.3 %; ties may leave all.
constexpr std::size_t kCollectedShare = 8, kFewRows = std::size_t{1} << 15;
// From here on the rows near the cuts of a ranking are worth all threads.
constexpr std::size_t kSortedApart = std::size_t{1} << 15;

int bits_for(std::size_t rows, int open_bits) {
  return std::min(open_bits, std::clamp(static_cast<int>(std::bit_width(rows)), kLeastBits, kMostBits));
}

// One nation, province or regency.
struct Ranking {
  std::size_t begin = 0, end = 0;
  std::span<Desil> desils;    // empty: only the cuts are wanted
  Ranking* parent = nullptr;  // whose table takes in this one's in the first pass
  CutSearch search;
  bool counts = false;  // in the pass that runs
  int shift = 0;        // of that pass

  std::mutex mutex;
  BinTable table;
  std::size_t open_parts = 0;         // tables that are still to be added in that pass
  std::vector<RowNearCut> near_cuts;  // of step 4

  bool is_wide() const {
    return !search.is_exact() && search.weight_inside() > std::max((end - begin) / kCollectedShare, kFewRows);
  }
};

// Adds a part of what the pass counts; with the last part the ranking narrows, and hands its table up.
void add_part(Ranking& ranking, BinTable&& part, bool hand_up) {
  {
    const std::lock_guard lock(ranking.mutex);
    if (ranking.table.empty()) {
      ranking.table = std::move(part);
    } else {
      ranking.table.add(part);
    }
    if (--ranking.open_parts > 0) return;
  }
  ranking.search.narrow(ranking.table, ranking.shift);
  BinTable whole = std::move(ranking.table);
  ranking.table = BinTable();
  if (hand_up && ranking.parent != nullptr) add_part(*ranking.parent, std::move(whole), hand_up);
}

// Rows of the same rankings.
struct Piece {
  std::size_t begin = 0, end = 0;
  std::array<Ranking*, kLevels> of{};  // null: none of that level

  Ranking* lowest() const {
    for (std::size_t level = kLevels; level-- > 0;) {
      if (of[level] != nullptr) return of[level];
    }
    return nullptr;
  }
};

// Counts rows that all lie on one grid, unless their weight is 0.
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

// Calls visit(row, interval) for every ranked row of a block that lies in one of the intervals.
template <class Visit>
void visit_inside(Scores scores, Weights weights, const CutSearch& search, Visit&& visit) {
  std::array<std::uint32_t, kBlockRows + kernels::kIntervalRowsSlack> found;
  std::array<PmtScore, kCutCount> begins{};
  const std::vector<CutInterval>& intervals = search.intervals();
  for (std::size_t j = 0; j < intervals.size(); ++j) begins[j] = static_cast<PmtScore>(intervals[j].begin);
  const std::uint32_t width = std::uint32_t{1} << search.bits();
  const std::size_t hits = kernels::interval_rows(scores, std::span(begins).first(intervals.size()), width, found);
  for (std::size_t h = 0; h < hits; ++h) {
    const std::size_t row = found[h];
    if (weights[row] == 0) continue;
    const auto score = static_cast<std::uint32_t>(scores[row]);
    std::size_t interval = 0;
    while (score - intervals[interval].begin >= width) ++interval;
    visit(row, interval);
  }
}

bool by_score(const RowNearCut& a, const RowNearCut& b) {
  return a.score != b.score ? a.score < b.score : a.row < b.row;
}

Desil desil_of(PmtScore score, const std::array<PmtScore, kCutCount>& limits) {
  const auto below = std::count_if(limits.begin(), limits.end(), [&](PmtScore limit) { return limit < score; });
  return static_cast<Desil>(1 + below);
}

class LevelRanking {
 public:
  LevelRanking(Scores scores, Weights weights, const LevelRanges& ranges, const LevelDesils& desils)
      : scores_(scores), weights_(weights) {
    if (weights.size() != scores.size()) {
      throw Error(ExitCode::kInvariant, "ranks: scores and weights have different lengths");
    }
    if (ranges.nation) {
      rankings_.emplace_back();
      rankings_.back().end = scores.size();
      rankings_.back().desils = desils.national;
    }
    first_province_ = add_rankings(ranges.provinces, desils.provinces);
    first_regency_ = add_rankings(ranges.regencies, desils.regencies);
    cut_pieces();
  }

  LevelCuts run() {
    if (find_range()) {
      count_on_one_grid();
      while (count_wide_ones()) {
      }
      assign_and_collect();
      settle();
    }
    return results();
  }

 private:
  std::size_t add_rankings(std::span<const RegionRange> ranges, std::span<Desil> desils);
  void cut_pieces();
  void add_piece(std::size_t begin, std::size_t end, Ranking* province, Ranking* regency);
  bool find_range();
  void count_on_one_grid();
  bool count_wide_ones();
  void count_inside(const Piece& piece);
  void assign_and_collect();
  void assign_piece(const Piece& piece);
  void settle();
  LevelCuts results() const;

  // Calls body(piece) for the pieces that `wants` names, in parallel: one read pass over their rows.
  template <class Wants, class Body>
  void read_pieces(Wants&& wants, Body&& body) {
    for (const Piece& piece : pieces_) {
      if (wants(piece)) rows_read_ += piece.end - piece.begin;
    }
    parallel_for(pieces_.size(), 1, [&](std::size_t i, std::size_t) {
      if (wants(pieces_[i])) body(pieces_[i]);
    });
  }
  template <class Body>
  void for_each_block(const Piece& piece, Body&& body) {
    for (std::size_t begin = piece.begin; begin < piece.end; begin += kBlockRows) {
      body(begin, std::min(kBlockRows, piece.end - begin));
    }
  }

  Scores scores_;
  Weights weights_;
  std::deque<Ranking> rankings_;  // the nation if it is wanted, provinces, regencies
  std::size_t first_province_ = 0, first_regency_ = 0;
  std::vector<Piece> pieces_;
  std::uint32_t origin_ = 0;
  int range_bits_ = 0;
  std::uint64_t rows_read_ = 0;
};

std::size_t LevelRanking::add_rankings(std::span<const RegionRange> ranges, std::span<Desil> desils) {
  const std::size_t first = rankings_.size();
  std::size_t last = 0;
  for (const RegionRange& range : ranges) {
    if (range.begin < last || range.end < range.begin || range.end > scores_.size()) {
      throw Error(ExitCode::kInvariant,
                  "ranks: the families of region " + std::to_string(range.code) + " do not lie in region order");
    }
    last = range.end;
    Ranking& ranking = rankings_.emplace_back();
    ranking.begin = range.begin;
    ranking.end = range.end;
    ranking.desils = desils;
  }
  return first;
}

void LevelRanking::add_piece(std::size_t begin, std::size_t end, Ranking* province, Ranking* regency) {
  Ranking* nation = first_province_ > 0 ? &rankings_.front() : nullptr;
  if (regency != nullptr) {
    if (begin > regency->begin && regency->parent != (province != nullptr ? province : nation)) {
      throw Error(ExitCode::kInvariant, "ranks: a regency lies in two provinces");
    }
    regency->parent = province != nullptr ? province : nation;
  }
  if (province != nullptr) province->parent = nation;
  while (begin < end) {
    Piece& piece = pieces_.emplace_back();
    piece.begin = begin;
    piece.end = std::min(end, begin + kPieceRows);
    piece.of = {nation, province, regency};
    begin = piece.end;
  }
}

// Walks the borders of both levels.
void LevelRanking::cut_pieces() {
  std::size_t p = first_province_, r = first_regency_;
  for (std::size_t at = 0; at < scores_.size();) {
    while (p < first_regency_ && rankings_[p].end <= at) ++p;
    while (r < rankings_.size() && rankings_[r].end <= at) ++r;
    std::size_t end = scores_.size();
    Ranking* inside[2] = {};
    const std::size_t next[2] = {p, r}, past[2] = {first_regency_, rankings_.size()};
    for (std::size_t level = 0; level < 2; ++level) {
      if (next[level] == past[level]) continue;
      Ranking& region = rankings_[next[level]];
      if (region.begin <= at) inside[level] = &region;
      end = std::min(end, region.begin <= at ? region.end : region.begin);
    }
    add_piece(at, end, inside[0], inside[1]);
    at = end;
  }
}

// Step 1. False where nobody is ranked.
bool LevelRanking::find_range() {
  using Extent = kernels::RankedExtent;
  const auto widen = [](Extent& all, const Extent& part) {
    all.lowest = std::min(all.lowest, part.lowest);
    all.highest = std::max(all.highest, part.highest);
    all.rows += part.rows;
  };
  std::mutex mutex;
  Extent all = kernels::ranked_extent({}, {});
  read_pieces([](const Piece& piece) { return piece.lowest() != nullptr; },
              [&](const Piece& piece) {
                const std::size_t rows = piece.end - piece.begin;
                static_assert(kPieceRows <= kernels::kRankedExtentRows);
                const Extent part =
                    kernels::ranked_extent(scores_.subspan(piece.begin, rows), weights_.subspan(piece.begin, rows));
                const std::lock_guard lock(mutex);
                widen(all, part);
              });
  if (all.rows == 0) return false;
  origin_ = static_cast<std::uint32_t>(all.lowest);
  range_bits_ = static_cast<int>(std::bit_width(static_cast<std::uint32_t>(all.highest) - origin_));
  return true;
}

// Step 2.
void LevelRanking::count_on_one_grid() {
  const int step = bits_for(scores_.size() / std::max<std::size_t>(1, pieces_.size()), range_bits_);
  const int shift = range_bits_ - step;
  for (Ranking& ranking : rankings_) {
    ranking.search.begin(origin_, range_bits_);
    ranking.shift = shift;
    ranking.open_parts = 0;
  }
  // A parent waits for its children that have rows, and for the pieces that are its own alone.
  for (const Piece& piece : pieces_) {
    if (Ranking* lowest = piece.lowest()) ++lowest->open_parts;
  }
  for (std::size_t i = rankings_.size(); i-- > 0;) {
    if (rankings_[i].open_parts > 0 && rankings_[i].parent != nullptr) ++rankings_[i].parent->open_parts;
  }
  read_pieces([](const Piece& piece) { return piece.lowest() != nullptr; },
              [&](const Piece& piece) {
                const std::size_t rows = piece.end - piece.begin;
                const Scores scores = scores_.subspan(piece.begin, rows);
                const Weights weights = weights_.subspan(piece.begin, rows);
                BinTable table;
                table.resize(std::size_t{1} << step, shift == 0);
                if (shift == 0) {
                  count_all<true>(scores, weights, origin_, shift, table);
                } else {
                  count_all<false>(scores, weights, origin_, shift, table);
                }
                add_part(*piece.lowest(), std::move(table), true);
              });
  for (Ranking& ranking : rankings_) {
    if (ranking.begin == ranking.end) ranking.search = CutSearch();
  }
}

// Step 3. False where no ranking needs it.
bool LevelRanking::count_wide_ones() {
  bool any = false;
  for (Ranking& ranking : rankings_) {
    ranking.counts = ranking.is_wide();
    any = any || ranking.counts;
    if (!ranking.counts) continue;
    // As few passes as may be, of as few bins as will do.
    const int passes = (ranking.search.bits() + kMostBits - 1) / kMostBits;
    ranking.shift = ranking.search.bits() - (ranking.search.bits() + passes - 1) / passes;
    ranking.open_parts = 0;
  }
  if (!any) return false;
  const auto counts = [](const Piece& piece) {
    return std::any_of(piece.of.begin(), piece.of.end(), [](const Ranking* r) { return r != nullptr && r->counts; });
  };
  for (const Piece& piece : pieces_) {
    for (Ranking* ranking : piece.of) {
      if (ranking != nullptr && ranking->counts) ++ranking->open_parts;
    }
  }
  read_pieces(counts, [&](const Piece& piece) { count_inside(piece); });
  return true;
}

void LevelRanking::count_inside(const Piece& piece) {
  std::array<bool, kLevels> counts{};
  std::array<BinTable, kLevels> tables;
  for (std::size_t level = 0; level < kLevels; ++level) {
    counts[level] = piece.of[level] != nullptr && piece.of[level]->counts;
    if (!counts[level]) continue;
    const Ranking& ranking = *piece.of[level];
    const int step = ranking.search.bits() - ranking.shift;
    tables[level].resize(ranking.search.intervals().size() << step, ranking.shift == 0);
  }
  for_each_block(piece, [&](std::size_t begin, std::size_t rows) {
    const Scores scores = scores_.subspan(begin, rows);
    const Weights weights = weights_.subspan(begin, rows);
    for (std::size_t level = 0; level < kLevels; ++level) {
      if (!counts[level]) continue;
      const Ranking& ranking = *piece.of[level];
      const int step = ranking.search.bits() - ranking.shift;
      BinTable& table = tables[level];
      visit_inside(scores, weights, ranking.search, [&](std::size_t row, std::size_t interval) {
        const std::uint32_t offset =
            static_cast<std::uint32_t>(scores[row]) - ranking.search.intervals()[interval].begin;
        const std::size_t bin = (interval << step) + (offset >> ranking.shift);
        table.weights[bin] += weights[row];
        if (!table.rows.empty()) ++table.rows[bin];
      });
    }
  });
  for (std::size_t level = 0; level < kLevels; ++level) {
    if (counts[level]) add_part(*piece.of[level], std::move(tables[level]), false);
  }
}

// Step 4. Where the cuts are exact by now and no desils are wanted, nothing is read.
void LevelRanking::assign_and_collect() {
  const auto wanted = [](const Piece& piece) {
    return std::any_of(piece.of.begin(), piece.of.end(),
                       [](const Ranking* r) { return r != nullptr && (!r->desils.empty() || !r->search.is_exact()); });
  };
  read_pieces(wanted, [&](const Piece& piece) { assign_piece(piece); });
}

void LevelRanking::assign_piece(const Piece& piece) {
  std::array<std::vector<RowNearCut>, kLevels> near_cuts;
  std::array<std::array<PmtScore, kCutCount>, kLevels> limits{};
  for (std::size_t level = 0; level < kLevels; ++level) {
    if (piece.of[level] != nullptr) limits[level] = piece.of[level]->search.limits();
  }
  for_each_block(piece, [&](std::size_t begin, std::size_t rows) {
    const Scores scores = scores_.subspan(begin, rows);
    const Weights weights = weights_.subspan(begin, rows);
    for (std::size_t level = 0; level < kLevels; ++level) {
      const Ranking* const ranking = piece.of[level];
      if (ranking == nullptr) continue;
      if (!ranking->desils.empty()) {
        kernels::assign_desil(scores, weights, limits[level], ranking->desils.subspan(begin, rows));
      }
      if (ranking->search.is_exact()) continue;
      visit_inside(scores, weights, ranking->search, [&](std::size_t row, std::size_t) {
        near_cuts[level].push_back({scores[row], static_cast<std::uint32_t>(begin + row), weights[row]});
      });
    }
  });
  for (std::size_t level = 0; level < kLevels; ++level) {
    if (near_cuts[level].empty()) continue;
    Ranking& ranking = *piece.of[level];
    const std::lock_guard lock(ranking.mutex);
    ranking.near_cuts.insert(ranking.near_cuts.end(), near_cuts[level].begin(), near_cuts[level].end());
  }
}

// The order in which threads have added rows does not show: they are sorted by a total order.
void LevelRanking::settle() {
  const auto settle_one = [](Ranking& ranking) {
    ranking.search.settle(ranking.near_cuts);
    if (!ranking.desils.empty()) {
      const auto limits = ranking.search.limits();
      for (const RowNearCut& near : ranking.near_cuts) ranking.desils[near.row] = desil_of(near.score, limits);
    }
    std::vector<RowNearCut>().swap(ranking.near_cuts);
  };
  std::vector<Ranking*> small;
  for (Ranking& ranking : rankings_) {
    if (ranking.search.is_exact()) continue;
    if (ranking.near_cuts.size() < kSortedApart) {
      small.push_back(&ranking);
    } else {
      parallel_sort(ranking.near_cuts, by_score);
      settle_one(ranking);
    }
  }
  parallel_for(small.size(), 1, [&](std::size_t i, std::size_t) {
    std::sort(small[i]->near_cuts.begin(), small[i]->near_cuts.end(), by_score);
    settle_one(*small[i]);
  });
}

LevelCuts LevelRanking::results() const {
  LevelCuts results;
  if (first_province_ > 0) results.national = rankings_.front().search.cuts();
  for (std::size_t i = first_province_; i < rankings_.size(); ++i) {
    (i < first_regency_ ? results.provinces : results.regencies).push_back(rankings_[i].search.cuts());
  }
  results.rows_read = rows_read_;
  return results;
}

}  // namespace

LevelCuts rank_levels(std::span<const PmtScore> scores, std::span<const std::uint16_t> weights,
                      const LevelRanges& ranges, const LevelDesils& desils) {
  return LevelRanking(scores, weights, ranges, desils).run();
}

}  // namespace engine
