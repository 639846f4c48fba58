// Gives each row its desil: 1 plus the number of limits below its score; 0 where its weight is 0.
//
// shape: scores, weights and out have one entry a row; nine limits in any order. No alignment is needed;
//   out must not overlap the inputs.
// threads: safe, no state. answers: the same at every SIMD level.
// cost: bound by the nine comparisons: about 1 (AVX-512) or 2 (AVX2) cycles a row.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace kernels {

inline constexpr std::size_t kDesilLimits = 9;

void assign_desil(std::span<const std::int32_t> scores, std::span<const std::uint16_t> weights,
                  std::span<const std::int32_t, kDesilLimits> limits, std::span<std::uint8_t> out);

}  // namespace kernels
