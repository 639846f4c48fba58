// Says what becomes of a character outside ASCII in a normalised name.
//
// The table covers the Latin letters of Unicode blocks Latin-1 Supplement and Latin Extended-A (U+00C0
// to U+017F), the Vietnamese and Romanian ones beyond, and the full-width forms of ASCII; the class of
// everything else is given by ranges.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace kernels {

struct Character {
  char32_t code = 0;
  std::size_t bytes = 1;  // 1 with code 0 where the bytes are not UTF-8
};

// Decodes the character at the front of `text`, which is not empty.
Character first_character(std::string_view text);

enum class NameLetter : std::uint8_t {
  kSpace,  // ends a word
  kDrop,   // leaves no trace
  kKeep,   // a letter of another script
  kPlain,  // becomes the ASCII letters in `plain`
};

struct FoldedCharacter {
  NameLetter kind = NameLetter::kSpace;
  std::string_view plain;  // capitals, never more bytes than the character had
};

// Folds a character of U+0080 and above.
FoldedCharacter fold_name_character(char32_t code);

}  // namespace kernels
