// A name in 64 bits: the ids of its tokens, frequent ones in fewer bits, or an escape into a heap.
//
//   bit 0       1: escape, bits 1-63 are a NameRef; 0: tokens follow from bit 1 upwards
//   a token     2 bits of width class, then the id minus the first id of the class
//                 class 0    9 bits    ids 0 ... 510 (stored as 1 ... 511)
//                 class 1   13 bits    the next 8,192
//                 class 2   18 bits    the next 262,144
//                 class 3   26 bits    the next 67,108,864
//   the end     where the remaining bits are all 0: no token is stored as zeros
//
// Ids ascend with falling frequency. On the synthetic registry (names of 1, 2, 3, 4, 5 tokens: 17, 47, 32, 4,
// 0.2 %; 17,000 tokens) these widths leave 0.18 % of the names to the heap, and 3.5 % where every id is twenty
// times as large, as misspellings and the tail of a nation may make it; 8/12/17/26 leaves 0.22 and 7.5 %.
//
// shape: up to kMaxTokens tokens; no tokens is the empty name, code 0.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "engine/store/name_heap.h"

namespace engine {

// Index of a token in its dictionary.
using TokenId = std::uint32_t;

inline constexpr std::size_t kMaxTokens = 5;  // 63 bits hold no more of 11

struct TokenList {
  std::array<TokenId, kMaxTokens> ids;  // the first `count` are set
  std::size_t count = 0;

  const TokenId* begin() const { return ids.data(); }
  const TokenId* end() const { return ids.data() + count; }
  std::size_t size() const { return count; }
};

struct NameCode {
  std::uint64_t bits = 0;

  bool escaped() const { return (bits & 1) != 0; }
  NameRef ref() const { return {bits >> 1}; }
  static NameCode escape(NameRef ref) { return {ref.packed << 1 | 1}; }
  friend bool operator==(const NameCode&, const NameCode&) = default;
};

namespace detail {
struct TokenClass {
  unsigned width;
  std::uint64_t first, end;  // ids
  std::uint64_t bias;        // of the stored field
};
inline constexpr TokenClass kTokenClasses[] = {
    {9, 0, 511, 1}, {13, 511, 8'703, 0}, {18, 8'703, 270'847, 0}, {26, 270'847, 67'379'711, 0}};
}  // namespace detail

// Ids from here on have no code.
inline constexpr TokenId kTokenIdLimit = 67'379'711;

// The code of these tokens, or nothing where they do not fit.
inline std::optional<NameCode> pack_tokens(std::span<const TokenId> tokens) {
  std::uint64_t bits = 0;
  unsigned at = 1;
  for (const TokenId id : tokens) {
    std::uint64_t c = 0;
    for (std::size_t k = 0; k < 3; ++k) c += id >= detail::kTokenClasses[k].end ? 1u : 0u;
    if (id >= kTokenIdLimit) return std::nullopt;
    const detail::TokenClass& kind = detail::kTokenClasses[c];
    if (at + 2 + kind.width > 64) return std::nullopt;
    bits |= (c | (id - kind.first + kind.bias) << 2) << at;
    at += 2 + kind.width;
  }
  return NameCode{bits};
}

// The tokens of a code that is not an escape.
inline TokenList unpack_tokens(NameCode code) {
  TokenList tokens;
  for (std::uint64_t rest = code.bits >> 1; rest != 0;) {
    const detail::TokenClass& kind = detail::kTokenClasses[rest & 3];
    const std::uint64_t field = rest >> 2 & ((std::uint64_t{1} << kind.width) - 1);
    tokens.ids[tokens.count++] = static_cast<TokenId>(field + kind.first - kind.bias);
    rest >>= kind.width + 2;
  }
  return tokens;
}

}  // namespace engine
