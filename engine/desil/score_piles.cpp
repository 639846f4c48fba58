#include "engine/desil/score_piles.h"

#include <algorithm>
#include <bit>

#include "engine/error.h"
#include "engine/parallel.h"

namespace engine {
namespace {

__extension__ typedef __int128 Wide;

constexpr std::int64_t kPilesOfSigma = 32;
constexpr std::uint64_t kMostSteps = std::uint64_t{1} << 18;  // of the score of a range
constexpr std::size_t kPileGrain = std::size_t{1} << 13;
constexpr std::size_t kDesils = 10;

// Bits of the width of a pile.
int pile_bits(const ResidualSpread& spread, std::uint64_t extent) {
  const auto widest = static_cast<std::uint64_t>(std::max<std::int64_t>(1, spread.units() / kPilesOfSigma));
  int bits = static_cast<int>(std::bit_width(widest)) - 1;
  while (extent >> bits >= kMostSteps) ++bits;
  return bits;
}

}  // namespace

std::vector<ScorePiles::Pile> ScorePiles::pile_up(std::span<const PmtScore> scores,
                                                  std::span<const std::uint16_t> weights, std::span<const Desil> desils,
                                                  std::size_t range, const ResidualSpread& spread) {
  std::vector<Pile> piles;
  PmtScore lowest = 0, highest = 0;
  bool any = false;
  for (std::size_t f = 0; f < scores.size(); ++f) {
    if (weights[f] == 0 || desils[f] == 0) continue;
    lowest = any ? std::min(lowest, scores[f]) : scores[f];
    highest = any ? std::max(highest, scores[f]) : scores[f];
    any = true;
  }
  if (!any) return piles;
  const auto extent = static_cast<std::uint64_t>(std::int64_t{highest} - lowest);
  const int bits = pile_bits(spread, extent);
  struct Sums {
    std::uint64_t weight = 0;
    std::uint64_t distance = 0;  // weight × (score − start of the step), below 2^32 · weight
  };
  std::vector<Sums> sums(((extent >> bits) + 1) * kDesils);
  for (std::size_t f = 0; f < scores.size(); ++f) {
    if (weights[f] == 0 || desils[f] == 0) continue;
    const auto above = static_cast<std::uint64_t>(std::int64_t{scores[f]} - lowest);
    Sums& pile = sums[(above >> bits) * kDesils + desils[f] - 1u];
    pile.weight += weights[f];
    pile.distance += (above & ((std::uint64_t{1} << bits) - 1)) * weights[f];
  }
  for (std::size_t i = 0; i < sums.size(); ++i) {
    if (sums[i].weight == 0) continue;
    const std::uint64_t above = (std::uint64_t{i / kDesils} << bits) + sums[i].distance / sums[i].weight;
    piles.push_back({static_cast<PmtScore>(lowest + static_cast<std::int64_t>(above)),
                     static_cast<std::uint16_t>(range), static_cast<Desil>(i % kDesils + 1), sums[i].weight});
  }
  return piles;
}

ScorePiles::ScorePiles(std::span<const PmtScore> scores, std::span<const std::uint16_t> weights,
                       std::span<const Desil> desils, std::span<const SpreadRange> ranges) {
  std::size_t last = 0;
  const bool one_length = weights.size() == scores.size() && desils.size() == scores.size();
  for (const SpreadRange& range : ranges) {
    if (!one_length || range.begin < last || range.end < range.begin || range.end > scores.size()) {
      throw Error(ExitCode::kInvariant, "score piles: the ranges do not fit the families");
    }
    last = range.end;
    spreads_.push_back(range.spread);
  }
  if (ranges.size() > 0xFFFF) throw Error(ExitCode::kInvariant, "score piles: more than 65,535 ranges");
  std::vector<std::vector<Pile>> by_range(ranges.size());
  parallel_for(ranges.size(), 1, [&](std::size_t r, std::size_t) {
    const std::size_t begin = ranges[r].begin, rows = ranges[r].end - begin;
    by_range[r] = pile_up(scores.subspan(begin, rows), weights.subspan(begin, rows), desils.subspan(begin, rows), r,
                          ranges[r].spread);
  });
  first_pile_.push_back(0);
  for (const std::vector<Pile>& piles : by_range) {
    piles_.insert(piles_.end(), piles.begin(), piles.end());
    first_pile_.push_back(piles_.size());
  }
}

std::uint64_t ScorePiles::mass_below(std::size_t begin, std::size_t end, std::int64_t bound) const {
  const NormalTable& normal = NormalTable::get();
  const auto sum = [&](std::size_t first, std::size_t last) {
    std::uint64_t mass = 0;
    for (std::size_t i = begin + first; i < begin + last; ++i) {
      const Pile& pile = piles_[i];
      mass += pile.weight * spreads_[pile.range].chance_below(normal, pile.score, bound);
    }
    return mass;
  };
  if (end - begin <= kPileGrain) return sum(0, end - begin);
  return parallel_reduce(end - begin, kPileGrain, std::uint64_t{0}, sum,
                         [](std::uint64_t& total, std::uint64_t part) { total += part; });
}

std::optional<TrueCuts> ScorePiles::cuts(std::size_t first, std::size_t last) const {
  const std::size_t begin = first_pile_[first], end = first_pile_[last];
  if (begin == end) return std::nullopt;
  std::uint64_t weight = 0;
  std::int64_t lowest = piles_[begin].score, highest = lowest, sigma = 1;
  for (std::size_t i = begin; i < end; ++i) {
    weight += piles_[i].weight;
    lowest = std::min<std::int64_t>(lowest, piles_[i].score);
    highest = std::max<std::int64_t>(highest, piles_[i].score);
    sigma = std::max(sigma, spreads_[piles_[i].range].units());
  }
  const std::uint64_t whole = weight << kChanceBits;
  // From here on mass(low) < wanted ≤ mass(high), for each cut in turn.
  std::int64_t low = lowest - 8 * sigma - 1;
  std::uint64_t mass_at_low = 0;
  TrueCuts cuts{};
  for (std::size_t k = 1; k <= kCutCount; ++k) {
    const std::uint64_t wanted = (k * whole + 9) / 10;  // the least mass that is k tenths
    std::int64_t high = highest + 8 * sigma, width_before = high - low;
    std::uint64_t mass_at_high = whole;
    // Tries where a straight line puts the cut, first a little above, then a little below, so that both ends close in
    // on it. Where two such tries have not halved the interval, the third takes its middle.
    for (unsigned turn = 0; high - low > 1; ++turn) {
      std::int64_t tried = low + (high - low) / 2;
      if (turn % 3 != 2 || high - low <= width_before / 2) {
        const Wide share = static_cast<Wide>(high - low) * static_cast<Wide>(wanted - mass_at_low) /
                           static_cast<Wide>(mass_at_high - mass_at_low);
        const std::int64_t margin = (high - low) / 32;
        tried = low + static_cast<std::int64_t>(share) + (turn % 2 == 0 ? margin : -margin);
      }
      if (turn % 3 == 2) width_before = high - low;
      tried = std::clamp(tried, low + 1, high - 1);
      const std::uint64_t mass = mass_below(begin, end, tried);
      const bool reached = mass >= wanted;
      (reached ? high : low) = tried;
      (reached ? mass_at_high : mass_at_low) = mass;
    }
    cuts[k - 1] = static_cast<PmtScore>(high);
  }
  return cuts;
}

ExpectedDesils ScorePiles::desils_of(std::size_t range, const TrueCuts& cuts) const {
  const NormalTable& normal = NormalTable::get();
  ExpectedDesils sums;
  for (std::size_t i = first_pile_[range]; i < first_pile_[range + 1]; ++i) {
    const Pile& pile = piles_[i];
    const DesilChances chances = desil_chances(normal, spreads_[range], pile.score, cuts);
    auto& row = sums.mass[pile.desil - 1u];
    std::uint64_t before = 0;
    for (std::size_t truth = 0; truth < kDesils; ++truth) {
      const std::uint64_t up_to = pile.weight * (truth < kCutCount ? chances[truth] : kCertain);
      row[truth] += up_to - before;
      before = up_to;
    }
  }
  return sums;
}

}  // namespace engine
