// Packs a normalised name for comparison with many others, and sums up its letters in one word.
//
// Letters are the bytes of a normalised name (kernels/normalize_name.h), as codes: A–Z are 1 to 26, the space 27, any
// other byte 28; 0 fills what a name leaves of its 32 codes. Codes 1 to 27 stand for one letter each, so names of at
// most 32 such letters are compared by their codes. Every other name (longer, or with bytes of other scripts) is marked
// `kAsText`: its signature and head speak of the whole text, and it is compared by the bytes of its text.
//
// The signature bounds how many letters two names can have in common, counted with repetition:
//   bits 3 to 63   a thermometer per letter: the k-th A sets the k-th bit of A. Frequent letters have more bits
//   bits 0 to 2    letters that found no bit, at most 7 (which then means 7 or more)
// Common letters within the thermometers are the bits in both; those beyond are no more than the smaller excess.
// `common_letters_at_most` is never below the true number; two excesses of 7 tell nothing and give kNoBound more.
//
// shape: names of any length. missing: an empty name has length 0 and no letters. threads: safe. cost: one pass over
// the letters, no allocation.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace kernels {

inline constexpr std::size_t kPackedLetters = 32;
using PackedLetters = std::array<std::uint8_t, kPackedLetters>;

struct PackedName {
  static constexpr std::uint8_t kLong = kPackedLetters + 1;  // the length of all that are longer than kPackedLetters
  static constexpr std::uint8_t kLengthBits = 63;
  static constexpr std::uint8_t kAsText = 64;  // added to the length

  std::uint64_t signature = 0;
  std::uint32_t head = 0;   // the first four letters, the first in the lowest byte
  std::uint8_t length = 0;  // 0 to kPackedLetters or kLong, and kAsText
  PackedLetters letters{};  // the first ones of a long name
};

PackedName pack_name(std::string_view name);

// The signature of a name with more letters behind it.
std::uint64_t add_letters(std::uint64_t signature, std::string_view letters);

// Packed names column by column, as the kernels over many names read them; all of one size.
struct PackedNames {
  std::span<const std::uint64_t> signatures;
  std::span<const std::uint32_t> heads;
  std::span<const std::uint8_t> lengths;
  std::span<const PackedLetters> letters;
  std::span<const std::string_view> texts;  // read only where the length has kAsText
};

inline constexpr unsigned kNoBound = 64;

unsigned common_letters_at_most(std::uint64_t signature_a, std::uint64_t signature_b);

}  // namespace kernels
