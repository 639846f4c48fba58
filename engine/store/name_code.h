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
  std::uint32_t first;  // id
  std::uint32_t bias;   // of the stored field
};
inline constexpr TokenClass kTokenClasses[] = {{9, 0, 1}, {13, 511, 0}, {18, 8'703, 0}, {26, 270'847, 0}};
}  // namespace detail

// Ids from here on have no code.
inline constexpr TokenId kTokenIdLimit = 67'379'711;

// Class and field of a token; kNoTokenCode for an id without one.
using TokenCode = std::uint32_t;
inline constexpr TokenCode kNoTokenCode = 0xFFFFFFFFu;
inline TokenCode token_code(TokenId id) {
  if (id >= kTokenIdLimit) return kNoTokenCode;
  std::uint32_t c = 0;
  for (std::size_t k = 1; k < 4; ++k) c += id >= detail::kTokenClasses[k].first ? 1u : 0u;
  return (id - detail::kTokenClasses[c].first + detail::kTokenClasses[c].bias) << 2 | c;
}

// Puts the codes of tokens together, from the first to the last.
class NamePacker {
 public:
  void add(TokenCode token) {
    const unsigned width = detail::kTokenClasses[token & 3].width + 2;
    if (token == kNoTokenCode || at_ + width > 64) {
      fits_ = false;
      return;
    }
    bits_ |= std::uint64_t{token} << at_;
    at_ += width;
  }
  // Nothing where they do not fit.
  std::optional<NameCode> code() const { return fits_ ? std::optional(NameCode{bits_}) : std::nullopt; }

 private:
  std::uint64_t bits_ = 0;
  unsigned at_ = 1;
  bool fits_ = true;
};

inline std::optional<NameCode> pack_tokens(std::span<const TokenId> tokens) {
  NamePacker packer;
  for (const TokenId id : tokens) packer.add(token_code(id));
  return packer.code();
}

// Calls visit(id) for the tokens of a code that is not an escape.
template <class Visit>
void for_each_token(NameCode code, Visit visit) {
  for (std::uint64_t rest = code.bits >> 1; rest != 0;) {
    const detail::TokenClass& kind = detail::kTokenClasses[rest & 3];
    const auto field = static_cast<std::uint32_t>(rest >> 2) & ((1u << kind.width) - 1);
    visit(field + kind.first - kind.bias);
    rest >>= kind.width + 2;
  }
}

inline TokenList unpack_tokens(NameCode code) {
  TokenList tokens;
  for_each_token(code, [&](TokenId id) { tokens.ids[tokens.count++] = id; });
  return tokens;
}

}  // namespace engine
