// Prints a PMT score as ln rupiah with a point and exactly 8 decimals: score / 2^24, rounded half away
// from zero by integer arithmetic.
//
// order: neighbouring scores differ by 5.96e-8, so two scores never share a text.
// threads: safe. cost: one allocation at most.
#pragma once

#include <cstdint>
#include <string>

#include "engine/store/ids.h"

namespace io {

inline std::string score_text(engine::PmtScore score) {
  constexpr std::uint64_t kUnit = std::uint64_t{1} << engine::kScoreFractionBits;
  constexpr std::uint64_t kDecimals = 100'000'000;
  const std::int64_t wide = score;
  const auto magnitude = static_cast<std::uint64_t>(wide < 0 ? -wide : wide);
  const std::uint64_t scaled = (magnitude * kDecimals * 2 + kUnit) / (kUnit * 2);
  const std::string fraction = std::to_string(scaled % kDecimals);
  std::string text = wide < 0 ? "-" : "";
  text += std::to_string(scaled / kDecimals);
  text += '.';
  text.append(8 - fraction.size(), '0');
  text += fraction;
  return text;
}

}  // namespace io
