// Finds the least and greatest score, the number and the weight of the rows whose weight is not 0.
//
// shape: scores and weights have one entry a row, at most 2^19 of them (sums of weights then fit 32 bits
//   in every lane). No alignment is needed.
// missing: without such a row, lowest is the greatest int32 and highest the least.
// threads: safe, no state. answers: the same at every SIMD level.
// cost: a read pass with AVX2 and AVX-512; three times that for scalar.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "kernels/ranked_extent_variants.h"

namespace kernels {

inline constexpr std::size_t kRankedExtentRows = std::size_t{1} << 19;

using RankedExtent = detail::RankedExtent;

RankedExtent ranked_extent(std::span<const std::int32_t> scores, std::span<const std::uint16_t> weights);

}  // namespace kernels
