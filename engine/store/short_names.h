// Packs names of up to three tokens into their codes without a branch (kernels/rename_codes.h renames them).
//
// Nearly all names are of this kind. What is not, and what does not fit 64 bits, is told apart and left to name_code.h,
// whose codes these are.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "engine/store/name_code.h"

namespace engine::detail {

// A name of up to kShort tokens is packed and unpacked without a branch on their number or classes: what a branch costs
// that is guessed wrong is more than the rest.
inline constexpr std::size_t kShort = 3;

// How a token of each class lies in a code.
struct TokenBits {
  std::uint32_t field;  // mask of the id, beside the class
  std::uint32_t first;  // id + 1 of the field 0
  std::uint32_t width;
};
inline constexpr std::array<TokenBits, 4> kTokenBits = [] {
  std::array<TokenBits, 4> bits{};
  for (std::size_t c = 0; c < 4; ++c) {
    const TokenClass& kind = kTokenClasses[c];
    bits[c] = {(std::uint32_t{1} << kind.width) - 1, kind.first + 1 - kind.bias, kind.width + 2};
  }
  return bits;
}();
inline const TokenBits& bits_of(std::uint64_t code) { return kTokenBits.data()[code & 3]; }

// All ones where a name of the index's number of tokens has a second and a third one.
struct TokenMasks {
  std::uint32_t second, third;
};
inline constexpr std::array<TokenMasks, kMaxTokens + 1> kTokenMasks = {
    {{0, 0}, {0, 0}, {~0u, 0}, {~0u, ~0u}, {~0u, ~0u}, {~0u, ~0u}}};

// Where they do not fit, `bits` has no meaning.
struct ShortPack {
  std::uint64_t bits;
  std::uint32_t unfit;  // 0: they fit
};
// Of three codes; those that `masks` leaves out do not count.
inline ShortPack pack_short(TokenCode first, TokenCode second, TokenCode third, TokenMasks masks) {
  second &= masks.second;
  third &= masks.third;
  const std::uint32_t second_at = 1 + bits_of(first).width;
  const std::uint32_t third_at = second_at + (bits_of(second).width & masks.second);
  const std::uint32_t end = third_at + (bits_of(third).width & masks.third);
  const std::uint32_t unknown = (first | second | third) >> 30;  // kNoTokenCode
  return {std::uint64_t{first} << 1 | std::uint64_t{second} << second_at | std::uint64_t{third} << third_at,
          unknown | (64 - end) >> 31};
}

}  // namespace engine::detail
