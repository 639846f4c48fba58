// Prints chances with four decimals, in integers: parts of 10,000, rounded half up.
//
// The ten shares of a family are differences of rounded sums, so that they make 1 exactly and any of them from the
// first on make exactly the printed chance of lying at or below their cut.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "engine/desil/desil_chances.h"

namespace io {

inline constexpr std::uint16_t kWholeChance = 10'000;

inline std::uint16_t chance_parts(engine::Chance chance) {
  return static_cast<std::uint16_t>((std::uint64_t{chance} * kWholeChance + engine::kCertain / 2) >>
                                    engine::kChanceBits);
}

// By desil, parts of 10,000.
inline std::array<std::uint16_t, 10> desil_shares(const engine::DesilChances& chances) {
  std::array<std::uint16_t, 10> shares{};
  std::uint16_t before = 0;
  for (std::size_t d = 0; d < shares.size(); ++d) {
    const std::uint16_t up_to = d < chances.size() ? chance_parts(chances[d]) : kWholeChance;
    shares[d] = static_cast<std::uint16_t>(up_to - before);
    before = up_to;
  }
  return shares;
}

inline void append_chance(std::string& text, std::uint16_t parts) {
  const char digits[6] = {static_cast<char>('0' + parts / 10'000),     '.',
                          static_cast<char>('0' + parts / 1'000 % 10), static_cast<char>('0' + parts / 100 % 10),
                          static_cast<char>('0' + parts / 10 % 10),    static_cast<char>('0' + parts % 10)};
  text.append(digits, sizeof digits);
}

inline std::string chance_text(std::uint16_t parts) {
  std::string text;
  append_chance(text, parts);
  return text;
}

}  // namespace io
