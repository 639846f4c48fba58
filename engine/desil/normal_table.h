// Gives the standard normal distribution function in whole parts of 2^30, with the same bits on every machine.
//
// The C library picks other code by processor, so its last bit may differ; here a table of Φ(z) − ½ at every 1/256 is
// made once with +, −, × and ÷ of doubles (the series of G. Marsaglia, "Evaluating the Normal Distribution", Journal of
// Statistical Software 11(4), 2004), rounded to integers and interpolated in integers.
//
// units: `z` in 2^-16 standard deviations; chances in 2^-30.
// range: beyond ±8 the chance is 0 or certain; the table is within 6e-7 of Φ and never falls with z;
//   below(z) + below(−z) = 1 exactly. threads: immutable. cost: one look-up in 8 KiB; the table itself 1 ms, once.
#pragma once

#include <array>
#include <cstdint>

namespace engine {

using Chance = std::uint32_t;
inline constexpr int kChanceBits = 30;
inline constexpr Chance kCertain = Chance{1} << kChanceBits;

inline constexpr int kDeviateBits = 16;
inline constexpr std::int32_t kLargestDeviate = 8 << kDeviateBits;

class NormalTable {
 public:
  static const NormalTable& get();

  // `z` within ±kLargestDeviate.
  Chance below(std::int32_t z) const {
    const auto magnitude = static_cast<std::uint32_t>(z < 0 ? -z : z);
    const std::uint32_t cell = magnitude >> kStepBits, inside = magnitude & ((1u << kStepBits) - 1);
    const std::uint32_t from = half_[cell], to = half_[cell + 1];
    const std::uint32_t half = from + (((to - from) * inside + (1u << (kStepBits - 1))) >> kStepBits);
    return z < 0 ? kCertain / 2 - half : kCertain / 2 + half;
  }

 private:
  NormalTable();
  static constexpr int kStepBits = 8;  // cells of 1/256
  static constexpr std::size_t kCells = static_cast<std::size_t>(kLargestDeviate) >> kStepBits;
  std::array<std::uint32_t, kCells + 2> half_{};  // Φ(z) − ½; the last cell has width 0
};

}  // namespace engine
