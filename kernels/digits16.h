// Reads the 16 ASCII digits of a NIK or KK as an integer below 10^16.
//
// Eight digits at a time inside one 64-bit word: check all bytes at once, then add neighbours with
// three multiplications. `parse_digits16_scalar` is the meaning, digit by digit.
//
// shape: `text` points at 16 readable bytes, any alignment. errors: false where a byte is no ASCII
// digit; then `value` is unspecified. threads: safe. cost: no branch but the check.
#pragma once

#include <cstdint>
#include <cstring>

namespace kernels {

namespace detail {

// True where all eight bytes are '0'...'9': high half 3, and still 3 after adding 6 to the low half.
inline bool all_digits8(std::uint64_t word) {
  constexpr std::uint64_t kHigh = 0xF0F0F0F0F0F0F0F0ull, kThree = 0x3030303030303030ull;
  return (word & kHigh) == kThree && ((word + 0x0606060606060606ull) & kHigh) == kThree;
}

// The first digit lies in the lowest byte.
inline std::uint64_t digits8(std::uint64_t word) {
  word = (word & 0x0F0F0F0F0F0F0F0Full) * (1 + (10ull << 8)) >> 8;
  word = (word & 0x00FF00FF00FF00FFull) * (1 + (100ull << 16)) >> 16;
  return (word & 0x0000FFFF0000FFFFull) * (1 + (10'000ull << 32)) >> 32;
}

}  // namespace detail

inline bool parse_digits16(const char* text, std::uint64_t& value) {
  std::uint64_t high = 0, low = 0;
  std::memcpy(&high, text, 8);
  std::memcpy(&low, text + 8, 8);
  if (!detail::all_digits8(high) || !detail::all_digits8(low)) return false;
  value = detail::digits8(high) * 100'000'000 + detail::digits8(low);
  return true;
}

inline bool parse_digits16_scalar(const char* text, std::uint64_t& value) {
  value = 0;
  for (int i = 0; i < 16; ++i) {
    if (text[i] < '0' || text[i] > '9') return false;
    value = value * 10 + static_cast<std::uint64_t>(text[i] - '0');
  }
  return true;
}

}  // namespace kernels
