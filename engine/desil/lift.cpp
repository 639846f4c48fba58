#include "engine/desil/lift.h"

#include <algorithm>
#include <string>

#include "engine/desil/ln_rupiah.h"
#include "engine/desil/weighted_quantiles.h"
#include "engine/error.h"
#include "engine/parallel.h"
#include "engine/pmt/score.h"

namespace engine {
namespace {

// Nothing where nobody has a weight.
std::optional<QuantileMap> map_to(const ExpenditureDistribution& distribution, std::span<const PmtScore> values,
                                  std::span<const std::uint16_t> weights) {
  std::vector<PmtScore> quantiles(distribution.shares.size()), targets;
  if (!select_quantiles(values, weights, distribution.shares, quantiles)) return std::nullopt;
  for (const std::uint64_t rupiah : distribution.rupiah) targets.push_back(ln_rupiah(rupiah));
  return QuantileMap(quantiles, targets);
}

void clear(std::span<PmtScore> out) { std::fill(out.begin(), out.end(), kNoScore); }

}  // namespace

std::vector<std::optional<QuantileMap>> lift_to_expenditure(
    std::span<const PmtScore> values, std::span<const std::uint16_t> weights, std::span<const RegionRange> regencies,
    const ExpenditureTable& table, std::span<const std::optional<std::size_t>> distributions, std::span<PmtScore> out) {
  std::vector<std::optional<QuantileMap>> maps(regencies.size());
  parallel_for(regencies.size(), 1, [&](std::size_t i, std::size_t) {
    const std::size_t begin = regencies[i].begin, rows = regencies[i].end - begin;
    const auto some = values.subspan(begin, rows);
    const auto some_weights = weights.subspan(begin, rows);
    const auto lifted = out.subspan(begin, rows);
    if (distributions[i]) {
      maps[i] = map_to(table[*distributions[i]], some, some_weights);
    } else if (std::any_of(some_weights.begin(), some_weights.end(), [](std::uint16_t w) { return w != 0; })) {
      throw Error(ExitCode::kInvariant,
                  "lift: regency " + std::to_string(regencies[i].code) + " has families but no distribution");
    }
    if (maps[i]) {
      maps[i]->apply(some, some_weights, lifted);
    } else {
      clear(lifted);
    }
  });
  std::size_t end = 0;  // what lies between and behind the regencies
  for (const RegionRange& regency : regencies) {
    clear(out.subspan(end, regency.begin - end));
    end = regency.end;
  }
  clear(out.subspan(end));
  return maps;
}

}  // namespace engine
