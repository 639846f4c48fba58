// Draws random numbers from counters: a stream is named by the things it decides, never by a thread.
//
// stream_of(seed, purpose, a, b, c) gives the same numbers wherever and whenever it is asked, so every
// part of the nation is a pure function of (seed, unit, family, ...). Generator: SplitMix64 (Steele,
// Lea, Flood 2014), whose state is a plain counter.
#pragma once

#include <cstdint>

#include "tools/synth/exact_math.h"

namespace tools::synth {

constexpr std::uint64_t mix_bits(std::uint64_t value) {
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ull;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EBull;
  return value ^ (value >> 31);
}

// What a stream decides; each purpose draws independently of the others.
enum class Purpose : std::uint64_t {
  kPlan = 1,
  kSerialGap,
  kNames,
  kComposition,
  kWelfare,
  kWork,
  kSchool,
  kIndicators,
  kIdentity,
  kRegion,
  kModel,
  kSourceFamily,
  kSourceRow,
  kFaults,
  kDrift,
  kFlags,
  kRegistry,
  kPhantom,
  kSurvey,
  kTokens,
};

constexpr std::uint64_t hash_of(std::uint64_t seed, Purpose purpose, std::uint64_t a, std::uint64_t b = 0,
                                std::uint64_t c = 0) {
  std::uint64_t h = mix_bits(seed + 0x9E3779B97F4A7C15ull * static_cast<std::uint64_t>(purpose));
  h = mix_bits(h ^ (a + 0x632BE59BD9B4E019ull));
  h = mix_bits(h ^ (b + 0x9E6C63D0876A9A47ull));
  return mix_bits(h ^ (c + 0xD1B54A32D192ED03ull));
}

class Stream {
 public:
  explicit constexpr Stream(std::uint64_t state) : state_(state) {}

  constexpr std::uint64_t next() { return mix_bits(state_ += 0x9E3779B97F4A7C15ull); }
  // Uniform in [0, 1), a multiple of 2^-53.
  constexpr double unit() { return static_cast<double>(next() >> 11) * 0x1p-53; }
  // Uniform in [0, count); count ≥ 1.
  constexpr std::uint32_t below(std::uint32_t count) {
    return static_cast<std::uint32_t>(((next() >> 32) * count) >> 32);
  }
  // Uniform in [low, high].
  constexpr int between(int low, int high) {
    return low + static_cast<int>(below(static_cast<std::uint32_t>(high - low + 1)));
  }
  constexpr bool chance(double probability) { return unit() < probability; }
  double normal() { return normal_of(next()); }

 private:
  std::uint64_t state_;
};

constexpr Stream stream_of(std::uint64_t seed, Purpose purpose, std::uint64_t a, std::uint64_t b = 0,
                           std::uint64_t c = 0) {
  return Stream(hash_of(seed, purpose, a, b, c));
}

}  // namespace tools::synth
