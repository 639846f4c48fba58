// Finds quantiles of weighted scores exactly, without sorting them.
//
// Let W be the total weight. The quantile at share p (in 1/10,000) is the smallest score s such that the rows with a
// score ≤ s weigh at least p·W/10,000, and that some row has: at share 0 the lowest score.
//
// shape: `scores` and `weights` have one entry a row, in any order; `shares` ascend within 0 … 10,000, at most 250 of
//   them; `out` has one entry a share.
// missing: weight 0 is "not ranked"; such a score may be anything.
// answers: false, and nothing in `out`, where no row has a weight.
// threads: serves one thread (a regency); the same at every SIMD level.
// cost: reads the rows twice, and the rows in the bins of the quantiles (a few in a hundred) once or twice more; with
//   heavy ties at most four times. Scratch: 128 KiB and 6 bytes for each row in those bins. Histogram selection as in
//   engine/desil/cuts.h.
#pragma once

#include <cstdint>
#include <span>

#include "engine/store/ids.h"

namespace engine {

inline constexpr std::uint32_t kWholeShare = 10'000;
inline constexpr std::size_t kMostQuantiles = 250;

bool select_quantiles(std::span<const PmtScore> scores, std::span<const std::uint16_t> weights,
                      std::span<const std::uint32_t> shares, std::span<PmtScore> out);

}  // namespace engine
