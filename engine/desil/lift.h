// Lifts the ranks of every regency to its distribution of expenditure, so that regencies can be ranked in one list.
//
// In each regency the quantiles of the families' values at the shares of the distribution become the logarithms of
// its expenditures (engine/desil/quantile_map.h): the family at a quarter of its regency gets the expenditure at a
// quarter of its regency's. MODES.md has an example by hand.
//
// shape: `values`, `weights`, `out` have one entry a family in region order; the regencies' ranges ascend without
//   overlap; `distributions` has one entry a regency: a row of the table, or nothing. `values` and `out` may be the
//   same memory.
// units: values any (scores, positions), higher is better off; out ln rupiah per person per month × 2^24.
// missing: weight 0 is "not ranked": kNoScore, as outside every range. A regency without ranked families needs no
//   distribution and gets no map.
// threads: parallel over regencies; one answer for any count and SIMD level.
// errors: engine::Error(kInvariant) where a regency with ranked families has no distribution.
// cost: a selection of quantiles in each regency and one pass over values, weights and out; 4 bytes a family for
//   `out`. See bench/stages/lift.cpp.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/desil/expenditure_distribution.h"
#include "engine/desil/quantile_map.h"
#include "engine/store/region_range.h"

namespace engine {

std::vector<std::optional<QuantileMap>> lift_to_expenditure(
    std::span<const PmtScore> values, std::span<const std::uint16_t> weights, std::span<const RegionRange> regencies,
    const ExpenditureTable& table, std::span<const std::optional<std::size_t>> distributions, std::span<PmtScore> out);

}  // namespace engine
