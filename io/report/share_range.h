// Sorts shares into seven ranges: the colours of the map, and what is said of a region too small for a
// figure.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace io::report {

inline constexpr std::size_t kShareRanges = 7;

// 0 below 20 %, then 20, 30, 40, 50, 60, and 6 from 80 % on; each range holds its lower border and is
// at least ten percent wide.
inline std::size_t share_range(std::uint64_t part, std::uint64_t whole) {
  constexpr std::array<std::uint64_t, kShareRanges - 1> kBorders = {20, 30, 40, 50, 60, 80};
  std::size_t range = 0;
  for (const std::uint64_t border : kBorders) range += part * 100 >= border * whole ? 1 : 0;
  return range;
}

// HTML-ready, in percent without the sign.
inline const char* share_range_text(std::size_t range) {
  constexpr const char* kTexts[kShareRanges] = {"&lt; 20", "20–30", "30–40", "40–50", "50–60", "60–80", "≥ 80"};
  return kTexts[range];
}

}  // namespace io::report
