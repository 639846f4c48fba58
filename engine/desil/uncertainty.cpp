#include "engine/desil/uncertainty.h"

#include "engine/error.h"
#include "engine/parallel.h"

namespace engine {
namespace {

// The regencies that a province holds.
struct Held {
  std::size_t first = 0, last = 0;
};

std::vector<Held> regencies_of(std::span<const RegionRange> provinces, std::span<const RegionRange> regencies) {
  std::vector<Held> held;
  std::size_t next = 0;
  for (const RegionRange& province : provinces) {
    const std::size_t first = next;
    while (next < regencies.size() && regencies[next].code / 100 == province.code) ++next;
    held.push_back({first, next});
  }
  if (next != regencies.size()) throw Error(ExitCode::kInvariant, "uncertainty: a regency lies in no province");
  return held;
}

// The chance that a family is truly at or below the watched cut does not rise with its score, so firm families are
// those with a score of at most `low`, or of at least `high`.
struct FirmScores {
  std::int64_t low = 0, high = 0;
};

FirmScores firm_scores(const ResidualSpread& spread, PmtScore cut, Chance least) {
  const NormalTable& normal = NormalTable::get();
  // The largest distance below the cut at which `stays` still holds; it holds 8 σ and more below, never 8 σ above.
  const auto last = [&](auto stays) {
    std::int64_t yes = -9 * spread.units() - 1, no = 9 * spread.units() + 1;
    while (no - yes > 1) {
      const std::int64_t middle = yes + (no - yes) / 2;
      (stays(spread.chance_below(normal, 0, -middle)) ? yes : no) = middle;
    }
    return yes;
  };
  return {cut + last([&](Chance below) { return below >= least; }),
          cut + last([&](Chance below) { return kCertain - below < least; }) + 1};
}

FirmCounts count_firm(std::span<const PmtScore> scores, std::span<const std::uint16_t> weights,
                      std::span<const Desil> desils, const FirmScores& firm, Desil watched) {
  FirmCounts counts;
  for (std::size_t f = 0; f < scores.size(); ++f) {
    if (weights[f] == 0 || desils[f] == 0) continue;
    const bool is_firm = desils[f] <= watched ? scores[f] <= firm.low : scores[f] >= firm.high;
    ++(is_firm ? counts.firm : counts.borderline)[desils[f] - 1u];
  }
  return counts;
}

}  // namespace

void FirmCounts::add(const FirmCounts& other) {
  for (std::size_t d = 0; d < firm.size(); ++d) {
    firm[d] += other.firm[d];
    borderline[d] += other.borderline[d];
  }
}

Uncertainty measure_uncertainty(std::span<const PmtScore> scores, std::span<const std::uint16_t> weights,
                                const Ranks& ranks, std::span<const RegionRange> provinces,
                                std::span<const RegionRange> regencies,
                                std::vector<std::optional<ResidualSpread>> spreads, const FirmRule& rule) {
  if (spreads.size() != regencies.size()) {
    throw Error(ExitCode::kInvariant, "uncertainty: there is not one spread a regency");
  }
  const std::vector<Held> held = regencies_of(provinces, regencies);
  std::vector<SpreadRange> ranges;  // one a regency; an empty one where it has no spread
  for (std::size_t r = 0; r < regencies.size(); ++r) {
    ranges.push_back({regencies[r].begin, spreads[r] ? regencies[r].end : regencies[r].begin,
                      spreads[r] ? *spreads[r] : ResidualSpread(0)});
  }
  Uncertainty result;
  result.rule = rule;
  result.spreads = std::move(spreads);
  result.provinces.resize(provinces.size());
  result.regencies.resize(regencies.size());
  {
    const ScorePiles piles(scores, weights, ranks.national_desils, ranges);
    result.cuts = piles.cuts(0, ranges.size());
    if (!result.cuts) return result;
    parallel_for(ranges.size(), 1, [&](std::size_t r, std::size_t) {
      const std::size_t begin = ranges[r].begin, rows = ranges[r].end - begin;
      const FirmScores firm = firm_scores(ranges[r].spread, (*result.cuts)[rule.desil - 1u], rule.least);
      result.regencies[r].national = piles.desils_of(r, *result.cuts);
      result.regencies[r].firm = count_firm(scores.subspan(begin, rows), weights.subspan(begin, rows),
                                            std::span(ranks.national_desils).subspan(begin, rows), firm, rule.desil);
    });
  }
  {
    const ScorePiles piles(scores, weights, ranks.province_desils, ranges);
    parallel_for(held.size(), 1, [&](std::size_t p, std::size_t) {
      RegionUncertainty& province = result.provinces[p];
      province.own_cuts = piles.cuts(held[p].first, held[p].last);
      for (std::size_t r = held[p].first; province.own_cuts && r < held[p].last; ++r) {
        province.own.add(piles.desils_of(r, *province.own_cuts));
      }
    });
  }
  {
    const ScorePiles piles(scores, weights, ranks.regency_desils, ranges);
    parallel_for(ranges.size(), 1, [&](std::size_t r, std::size_t) {
      RegionUncertainty& regency = result.regencies[r];
      regency.own_cuts = piles.cuts(r, r + 1);
      if (regency.own_cuts) regency.own = piles.desils_of(r, *regency.own_cuts);
    });
  }
  for (std::size_t p = 0; p < held.size(); ++p) {
    for (std::size_t r = held[p].first; r < held[p].last; ++r) {
      result.provinces[p].national.add(result.regencies[r].national);
      result.provinces[p].firm.add(result.regencies[r].firm);
    }
    result.nation.add(result.provinces[p].national);
    result.firm.add(result.provinces[p].firm);
  }
  return result;
}

}  // namespace engine
