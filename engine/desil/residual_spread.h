// Tells how likely a family's true expenditure lies at or below a bound: Φ((bound − score) / σ) of its model.
//
// units: scores, bounds and σ in PmtScore (2^-24 ln rupiah); chances in 2^-30 (engine/desil/normal_table.h).
// range: σ ≥ 1 unit. order: the chance never falls with the bound and never rises with the score.
// threads: immutable. cost: one multiplication and one look-up.
#pragma once

#include <cstdint>

#include "engine/desil/normal_table.h"
#include "engine/store/ids.h"

namespace engine {

class ResidualSpread {
 public:
  // σ in ln units, as a model states it; rounded to whole units of a score.
  explicit ResidualSpread(double ln_units);

  std::int64_t units() const { return units_; }

  Chance chance_below(const NormalTable& normal, PmtScore score, std::int64_t bound) const {
    return normal.below(deviate(bound - score));
  }

 private:
  // distance / σ, rounded towards 0, cut at ±8.
  std::int32_t deviate(std::int64_t distance) const {
    const auto magnitude = static_cast<std::uint64_t>(distance < 0 ? -distance : distance);
    if (magnitude >= limit_) return distance < 0 ? -kLargestDeviate : kLargestDeviate;
    const auto z = static_cast<std::int32_t>(magnitude * reciprocal_ >> kReciprocalShift);
    return distance < 0 ? -z : z;
  }

  static constexpr int kReciprocalShift = 32;
  std::int64_t units_ = 1;
  std::uint64_t reciprocal_ = 0;  // 2^48 / σ: eight of them stay far below 2^64
  std::uint64_t limit_ = 0;       // 8 σ
};

}  // namespace engine
