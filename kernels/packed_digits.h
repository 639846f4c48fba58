// Packs the 16 decimal digits of a NIK or KK into 64 bits, one digit a nibble, and back (BCD).
//
// Digit 1 lies in the highest nibble, digit 16 in the lowest: the packed number printed in hexadecimal is the
// number, and packed numbers are in the order of the numbers. The digits of all lanes are split at once: 8, 4, 2
// and 1 digits a lane, each division a multiplication by a reciprocal that is exact in its range.
//
// range: values below 10^16; packed digits 0 to 9. missing: 0 is 0 both ways. shape (columns): n elements each;
// `packed` may be `values`. threads: safe. cost: two divisions by a constant and twelve word steps, no branch.
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>

namespace kernels {

using PackedDigits = std::uint64_t;

namespace detail {

// Eight decimal digits to eight nibbles.
constexpr std::uint32_t pack_digits8(std::uint32_t value) {
  const std::uint64_t fours = std::uint64_t{value / 10'000} << 32 | value % 10'000;  // lanes of 32 bits
  const std::uint64_t hundreds = fours * 5'243 >> 19 & 0x0000'007F'0000'007Full;     // fours / 100
  const std::uint64_t twos = hundreds << 16 | (fours - hundreds * 100);              // lanes of 16 bits
  const std::uint64_t tens = twos * 103 >> 10 & 0x000F'000F'000F'000Full;            // twos / 10
  const std::uint64_t bytes = twos + tens * 6;                                       // 10 · t + u → 16 · t + u
  const std::uint64_t halves = (bytes | bytes >> 8) & 0x0000'FFFF'0000'FFFFull;
  return static_cast<std::uint32_t>(halves | halves >> 16);
}

}  // namespace detail

constexpr PackedDigits pack_digits16(std::uint64_t value) {
  assert(value < 10'000'000'000'000'000ull);
  const auto high = static_cast<std::uint32_t>(value / 100'000'000),
             low = static_cast<std::uint32_t>(value % 100'000'000);
  return PackedDigits{detail::pack_digits8(high)} << 32 | detail::pack_digits8(low);
}

constexpr std::uint64_t unpack_digits16(PackedDigits packed) {
  std::uint64_t lanes = packed - 6 * (packed >> 4 & 0x0F0F'0F0F'0F0F'0F0Full);  // 16 · t + u → 10 · t + u
  lanes -= 156 * (lanes >> 8 & 0x00FF'00FF'00FF'00FFull);                       // 256 · h + r → 100 · h + r
  lanes -= 55'536 * (lanes >> 16 & 0x0000'FFFF'0000'FFFFull);                   // 65536 · h + r → 10000 · h + r
  return (lanes >> 32) * 100'000'000 + (lanes & 0xFFFF'FFFF);
}

// Columns.
void pack_digits16(const std::uint64_t* values, PackedDigits* packed, std::size_t n);
void unpack_digits16(const PackedDigits* packed, std::uint64_t* values, std::size_t n);

}  // namespace kernels
