#include "kernels/assign_desil.h"

#include <cassert>

#include "kernels/assign_desil_variants.h"
#include "kernels/cpu.h"

namespace kernels {

void assign_desil(std::span<const std::int32_t> scores, std::span<const std::uint16_t> weights,
                  std::span<const std::int32_t, kDesilLimits> limits, std::span<std::uint8_t> out) {
  assert(scores.size() == weights.size() && scores.size() == out.size());
  const std::size_t rows = scores.size();
  std::size_t done = 0;
  switch (simd_level()) {
    case SimdLevel::kAvx512:
      done = detail::assign_desil_avx512(scores.data(), weights.data(), rows, limits.data(), out.data());
      break;
    case SimdLevel::kAvx2:
      done = detail::assign_desil_avx2(scores.data(), weights.data(), rows, limits.data(), out.data());
      break;
    case SimdLevel::kScalar: break;
  }
  detail::assign_desil_scalar(scores.data() + done, weights.data() + done, rows - done, limits.data(),
                              out.data() + done);
}

}  // namespace kernels
