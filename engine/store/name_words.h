// Cuts a name as written into its tokens: what stands between single blanks.
//
// A name that does not come back when its tokens are joined by single blanks has no tokens here: blanks at
// an end, two blanks together, more than kMaxTokens tokens, a token beyond kLongestToken bytes.
//
// A token carries its bytes also in 64-bit words, zero behind the end, so that hashing and comparing work on
// words. threads: safe. cost: about two operations a word, no allocation.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "engine/store/name_code.h"
#include "kernels/blank_bytes.h"

namespace engine {

inline constexpr std::size_t kLongestToken = 63;

// Eight bytes from `at`, zero from `end` on; little-endian. `readable` is the end of the memory that may be read.
inline std::uint64_t load_word(const char* at, const char* end, const char* readable) {
  if (at >= end) return 0;
  const auto left = static_cast<std::size_t>(end - at);
  std::uint64_t word = 0;
  if (readable - at >= 8) {
    std::memcpy(&word, at, sizeof word);
    return left >= 8 ? word : word & ((std::uint64_t{1} << (8 * left)) - 1);
  }
  for (std::size_t i = 0; i < left && i < 8; ++i) {
    word |= std::uint64_t{static_cast<unsigned char>(at[i])} << (8 * i);
  }
  return word;
}

// One token with its words.
struct TokenText {
  const char* data = nullptr;
  std::size_t size = 0;
  const char* readable = nullptr;

  std::string_view view() const { return {data, size}; }
  std::size_t words() const { return size <= 16 ? 2 : (size + 7) / 8; }  // at least two
  std::uint64_t word(std::size_t i) const { return load_word(data + 8 * i, data + size, readable); }
};

struct NameWords {
  std::array<TokenText, kMaxTokens> tokens;
  std::size_t count = 0;
};

// Fills `words` and returns true, or returns false where the name has no tokens. The empty name has none and
// returns true.
inline bool cut_name(std::string_view name, const char* readable, NameWords& words) {
  words.count = 0;
  if (name.empty()) return true;
  const char *begin = name.data(), *const end = begin + name.size();
  const auto token = [&](const char* stop) {
    const auto size = static_cast<std::size_t>(stop - begin);
    if (size == 0 || size > kLongestToken || words.count == kMaxTokens) return false;
    words.tokens[words.count++] = {begin, size, readable};
    begin = stop + 1;
    return true;
  };
  for (const char* at = begin; at < end; at += 8) {
    std::uint64_t blanks = kernels::blank_bytes(load_word(at, end, readable));
    for (; blanks != 0; blanks &= blanks - 1) {
      if (!token(at + __builtin_ctzll(blanks) / 8)) return false;
    }
  }
  return token(end);
}

}  // namespace engine
