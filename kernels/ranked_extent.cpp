#include "kernels/ranked_extent.h"

#include <cassert>

#include "kernels/cpu.h"

namespace kernels {

RankedExtent ranked_extent(std::span<const std::int32_t> scores, std::span<const std::uint16_t> weights) {
  assert(scores.size() == weights.size() && scores.size() <= kRankedExtentRows);
  RankedExtent extent;
  std::size_t done = 0;
  switch (simd_level()) {
    case SimdLevel::kAvx512:
      done = detail::ranked_extent_avx512(scores.data(), weights.data(), scores.size(), &extent);
      break;
    case SimdLevel::kAvx2:
      done = detail::ranked_extent_avx2(scores.data(), weights.data(), scores.size(), &extent);
      break;
    case SimdLevel::kScalar: break;
  }
  detail::ranked_extent_scalar(scores.data() + done, weights.data() + done, scores.size() - done, &extent);
  return extent;
}

}  // namespace kernels
