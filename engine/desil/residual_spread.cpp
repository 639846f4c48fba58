#include "engine/desil/residual_spread.h"

#include <algorithm>

namespace engine {

ResidualSpread::ResidualSpread(double ln_units) {
  constexpr auto kUnit = static_cast<double>(std::int64_t{1} << kScoreFractionBits);
  units_ = std::max<std::int64_t>(1, static_cast<std::int64_t>(ln_units * kUnit + 0.5));
  const auto sigma = static_cast<std::uint64_t>(units_);
  reciprocal_ = ((std::uint64_t{1} << (kReciprocalShift + kDeviateBits)) + sigma / 2) / sigma;
  limit_ = 8 * sigma;
}

}  // namespace engine
