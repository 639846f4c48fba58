// Sums up a name in 12 bytes, so that most pairs of other people are told apart without reading a name.
//
// shape: the letters of all words without blanks, as they sound (engine/linkage/duplicate_names.h), and a byte
// for each of the first four words. missing: the empty name is all 0 and alike to nothing. threads: safe. cost: a few
// word steps.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>

namespace engine {

struct NameSketch {
  std::uint32_t letters_low = 0, letters_high = 0;  // the signature in halves, so that a sketch has 12 bytes
  std::uint32_t words = 0;

  static NameSketch of(std::uint64_t signature, std::uint32_t words) {
    return {static_cast<std::uint32_t>(signature), static_cast<std::uint32_t>(signature >> 32), words};
  }
  std::uint64_t signature() const { return std::uint64_t{letters_high} << 32 | letters_low; }
};

// The mark of a word by any number that stands for its key, 1 to 255.
inline std::uint32_t word_mark(std::uint64_t key) {
  return static_cast<std::uint32_t>((key + 1) * 0x9e3779b97f4a7c15ull >> 32) % 255 + 1;
}

// Tells whether two sketches have a mark in common; 0 stands for no word.
inline bool share_a_mark(std::uint32_t a, std::uint32_t b) {
  for (; a != 0; a >>= 8) {
    const std::uint32_t apart = b ^ (a & 255) * 0x0101'0101u;
    if (((apart - 0x0101'0101u) & ~apart & 0x8080'8080u) != 0) return true;
  }
  return false;
}

// Bits 0 to 2 of a signature are letters in excess, 7 meaning 7 or more (kernels/name_signature.h).
inline constexpr std::uint64_t kExcessLetters = 7;

inline bool sketches_alike(std::uint64_t a, std::uint32_t words_a, std::uint64_t b, std::uint32_t words_b) {
  const auto excess_a = static_cast<int>(a & kExcessLetters), excess_b = static_cast<int>(b & kExcessLetters);
  const int letters_a = std::popcount(a & ~kExcessLetters) + excess_a,
            letters_b = std::popcount(b & ~kExcessLetters) + excess_b;
  const int common = std::popcount(a & b & ~kExcessLetters) + std::min(excess_a, excess_b);
  const int longer = std::max(letters_a, letters_b), shorter = std::min(letters_a, letters_b);
  if (shorter == 0) return false;
  if (excess_a == 7 || excess_b == 7) return excess_a == excess_b || share_a_mark(words_a, words_b);  // no true length
  return longer - common <= 1 + longer / 8 || (shorter - common <= 1 + shorter / 8 && share_a_mark(words_a, words_b));
}

inline bool sketches_alike(const NameSketch& a, const NameSketch& b) {
  return sketches_alike(a.signature(), a.words, b.signature(), b.words);
}

}  // namespace engine
