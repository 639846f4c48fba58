#include "kernels/interval_rows.h"

#include <cassert>

#include "kernels/cpu.h"
#include "kernels/interval_rows_variants.h"

namespace kernels {

std::size_t interval_rows(std::span<const std::int32_t> values, std::span<const std::int32_t> begins,
                          std::uint32_t width, std::span<std::uint32_t> found) {
  assert(begins.size() >= 1 && begins.size() <= 16 && width > 0);
  assert(found.size() >= values.size() + kIntervalRowsSlack);
  std::size_t hits = 0, done = 0;
  switch (simd_level()) {
    case SimdLevel::kAvx512:
      hits = detail::interval_rows_avx512(values.data(), values.size(), begins.data(), begins.size(), width,
                                          found.data(), &done);
      break;
    case SimdLevel::kAvx2:
      hits = detail::interval_rows_avx2(values.data(), values.size(), begins.data(), begins.size(), width, found.data(),
                                        &done);
      break;
    case SimdLevel::kScalar: break;
  }
  const std::size_t rest = detail::interval_rows_scalar(values.data() + done, values.size() - done, begins.data(),
                                                        begins.size(), width, found.data() + hits);
  for (std::size_t i = hits; i < hits + rest; ++i) found[i] += static_cast<std::uint32_t>(done);
  return hits + rest;
}

}  // namespace kernels
