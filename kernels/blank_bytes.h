// Finds blanks in eight bytes of a text at once, in a machine word.
#pragma once

#include <cstdint>
#include <cstring>

namespace kernels {

// Eight bytes, the first one lowest.
inline std::uint64_t load8(const char* at) {
  std::uint64_t word;
  std::memcpy(&word, at, sizeof word);
  return word;
}

// The high bit of every byte that is a blank, whatever the others are.
inline std::uint64_t blank_bytes(std::uint64_t word) {
  constexpr std::uint64_t kOnes = 0x0101010101010101ull, kLows = kOnes * 0x7F;
  const std::uint64_t other = word ^ kOnes * ' ';
  return ~(((other & kLows) + kLows) | other | kLows);
}

}  // namespace kernels
