// Works out how sure the desils of a whole ranking are, in the nation, its provinces and its regencies.
//
// Two questions of every region: how often the *national* desil errs among its families (against the cuts of the true
// expenditure of the nation), and how often its *own* desil does (against its own such cuts, over its own families).
// The model stands in engine/desil/score_piles.h, the errors in engine/desil/expected_desils.h.
//
// shape: `scores`, `weights` and the desils of `ranks` have one entry a family in region order; `regencies` ascend
//   without overlap with one spread each, `provinces` ascend too and hold the regencies whose code begins with theirs.
//   Families of no regency do not count.
// missing: a regency without a spread (no model) has no ranked families. A region without ranked families has no cuts.
// threads: parallel over regencies; one answer for any count.
// errors: engine::Error(kInvariant) where ranges do not fit.
// cost: three passes over the rows and what engine/desil/score_piles.h says of cuts; 2 KiB a region.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/desil/ranks.h"
#include "engine/desil/score_piles.h"

namespace engine {

struct FirmCounts {
  std::array<std::uint64_t, 10> firm{}, borderline{};  // families by national desil
  void add(const FirmCounts& other);
};

struct RegionUncertainty {
  ExpectedDesils national;           // the national desil against the nation's true one
  ExpectedDesils own;                // the desil of this level against the region's true one
  std::optional<TrueCuts> own_cuts;  // of the region's true expenditure
  FirmCounts firm;
};

struct Uncertainty {
  FirmRule rule;
  std::vector<std::optional<ResidualSpread>> spreads;  // by regency
  std::optional<TrueCuts> cuts;                        // of the nation's true expenditure
  ExpectedDesils nation;
  FirmCounts firm;
  std::vector<RegionUncertainty> provinces, regencies;  // by range

  // The chances of a family of regency `regency` against the nation's cuts; nothing where it has no spread.
  std::optional<DesilChances> chances(std::size_t regency, PmtScore score) const {
    if (!cuts || !spreads[regency]) return std::nullopt;
    return desil_chances(NormalTable::get(), *spreads[regency], score, *cuts);
  }
};

Uncertainty measure_uncertainty(std::span<const PmtScore> scores, std::span<const std::uint16_t> weights,
                                const Ranks& ranks, std::span<const RegionRange> provinces,
                                std::span<const RegionRange> regencies,
                                std::vector<std::optional<ResidualSpread>> spreads, const FirmRule& rule);

}  // namespace engine
