#include "kernels/name_letters.h"

#include <algorithm>
#include <iterator>

namespace kernels {
namespace {

// U+00C0 to U+017F in rows of 16; a space marks the two signs × and ÷.
constexpr std::string_view kLatin[] = {
    "A", "A", "A",  "A", "A", "A", "AE", "C",  "E", "E", "E",  "E",  "I", "I", "I",  "I",  "D", "N", "O",  "O",
    "O", "O", "O",  " ", "O", "U", "U",  "U",  "U", "Y", "TH", "SS", "A", "A", "A",  "A",  "A", "A", "AE", "C",
    "E", "E", "E",  "E", "I", "I", "I",  "I",  "D", "N", "O",  "O",  "O", "O", "O",  " ",  "O", "U", "U",  "U",
    "U", "Y", "TH", "Y", "A", "A", "A",  "A",  "A", "A", "C",  "C",  "C", "C", "C",  "C",  "C", "C", "D",  "D",
    "D", "D", "E",  "E", "E", "E", "E",  "E",  "E", "E", "E",  "E",  "G", "G", "G",  "G",  "G", "G", "G",  "G",
    "H", "H", "H",  "H", "I", "I", "I",  "I",  "I", "I", "I",  "I",  "I", "I", "IJ", "IJ", "J", "J", "K",  "K",
    "K", "L", "L",  "L", "L", "L", "L",  "L",  "L", "L", "L",  "N",  "N", "N", "N",  "N",  "N", "N", "N",  "N",
    "O", "O", "O",  "O", "O", "O", "OE", "OE", "R", "R", "R",  "R",  "R", "R", "S",  "S",  "S", "S", "S",  "S",
    "S", "S", "T",  "T", "T", "T", "T",  "T",  "U", "U", "U",  "U",  "U", "U", "U",  "U",  "U", "U", "U",  "U",
    "W", "W", "Y",  "Y", "Y", "Z", "Z",  "Z",  "Z", "Z", "Z",  "S",
};
static_assert(std::size(kLatin) == 0x180 - 0xC0);

// Capitals for ranges of accented letters beyond the table.
struct LatinRange {
  char32_t first, last;
  std::string_view plain;
};
constexpr LatinRange kLatinRanges[] = {
    {0x01A0, 0x01A1, "O"}, {0x01AF, 0x01B0, "U"}, {0x01CD, 0x01CE, "A"}, {0x01CF, 0x01D0, "I"}, {0x01D1, 0x01D2, "O"},
    {0x01D3, 0x01DC, "U"}, {0x0218, 0x0219, "S"}, {0x021A, 0x021B, "T"}, {0x1E0C, 0x1E0D, "D"}, {0x1E24, 0x1E25, "H"},
    {0x1E62, 0x1E63, "S"}, {0x1E6C, 0x1E6D, "T"}, {0x1E92, 0x1E93, "Z"}, {0x1EA0, 0x1EB7, "A"}, {0x1EB8, 0x1EC7, "E"},
    {0x1EC8, 0x1ECB, "I"}, {0x1ECC, 0x1EE3, "O"}, {0x1EE4, 0x1EF1, "U"}, {0x1EF2, 0x1EF9, "Y"},
};

struct KindRange {
  char32_t first, last;
  NameLetter kind;
};
// Ascending; what lies between the ranges is a letter of another script.
constexpr KindRange kKinds[] = {
    {0x0080, 0x00A9, NameLetter::kSpace},                                         // controls, signs, no-break space
    {0x00AB, 0x00AC, NameLetter::kSpace},   {0x00AD, 0x00AD, NameLetter::kDrop},  // soft hyphen
    {0x00AE, 0x00B3, NameLetter::kSpace},   {0x00B4, 0x00B4, NameLetter::kDrop},  // acute accent as an apostrophe
    {0x00B5, 0x00B9, NameLetter::kSpace},   {0x00BB, 0x00BF, NameLetter::kSpace},
    {0x02B0, 0x036F, NameLetter::kDrop},  // modifier letters, combining accents
    {0x061C, 0x061C, NameLetter::kDrop},  // direction mark
    {0x1680, 0x1680, NameLetter::kSpace},   {0x180E, 0x180E, NameLetter::kDrop},
    {0x1AB0, 0x1AFF, NameLetter::kDrop},  // combining accents
    {0x1DC0, 0x1DFF, NameLetter::kDrop},    {0x2000, 0x200A, NameLetter::kSpace},
    {0x200B, 0x200F, NameLetter::kDrop},                                          // zero width, direction marks
    {0x2010, 0x2017, NameLetter::kSpace},   {0x2018, 0x201B, NameLetter::kDrop},  // typographic apostrophes
    {0x201C, 0x2029, NameLetter::kSpace},   {0x202A, 0x202E, NameLetter::kDrop},  // direction
    {0x202F, 0x2031, NameLetter::kSpace},   {0x2032, 0x2035, NameLetter::kDrop},  // primes
    {0x2036, 0x205F, NameLetter::kSpace},   {0x2060, 0x206F, NameLetter::kDrop},  // word joiner, isolates
    {0x2070, 0x2BFF, NameLetter::kSpace},                                         // signs
    {0x3000, 0x3003, NameLetter::kSpace},   {0x3008, 0x3020, NameLetter::kSpace},
    {0xE000, 0xF8FF, NameLetter::kSpace},                                            // private use
    {0xFE00, 0xFE0F, NameLetter::kDrop},                                             // variation selectors
    {0xFE20, 0xFE2F, NameLetter::kDrop},    {0xFEFF, 0xFEFF, NameLetter::kDrop},     // byte order mark
    {0xFFE0, 0xFFFF, NameLetter::kSpace},   {0x1F000, 0x1FAFF, NameLetter::kSpace},  // pictures
    {0xE0000, 0x10FFFF, NameLetter::kDrop},                                          // tags, private use
};

FoldedCharacter fold_full_width(char32_t code) {
  static constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const char32_t ascii = code - 0xFF01 + 0x21;
  if (ascii >= 'A' && ascii <= 'Z') return {NameLetter::kPlain, kLetters.substr(ascii - 'A', 1)};
  if (ascii >= 'a' && ascii <= 'z') return {NameLetter::kPlain, kLetters.substr(ascii - 'a', 1)};
  return {ascii == '\'' || ascii == '`' ? NameLetter::kDrop : NameLetter::kSpace, {}};
}

}  // namespace

Character first_character(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes) return {0, 1};
  char32_t code = lead & (0x7Fu >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {0, 1};
    code = code << 6 | (byte(i) & 0x3Fu);
  }
  constexpr char32_t kLowest[] = {0, 0, 0x80, 0x800, 0x10000};
  if (code < kLowest[bytes] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return {0, 1};
  return {code, bytes};
}

FoldedCharacter fold_name_character(char32_t code) {
  if (code >= 0xC0 && code < 0x180) {
    const std::string_view plain = kLatin[code - 0xC0];
    return plain == " " ? FoldedCharacter{} : FoldedCharacter{NameLetter::kPlain, plain};
  }
  if (code == 0xAA) return {NameLetter::kPlain, "A"};
  if (code == 0xBA) return {NameLetter::kPlain, "O"};
  if (code >= 0xFF01 && code <= 0xFF5E) return fold_full_width(code);
  for (const LatinRange& range : kLatinRanges) {
    if (code >= range.first && code <= range.last) return {NameLetter::kPlain, range.plain};
  }
  const auto after = std::upper_bound(std::begin(kKinds), std::end(kKinds), code,
                                      [](char32_t c, const KindRange& range) { return c < range.first; });
  if (after != std::begin(kKinds) && code <= std::prev(after)->last) return {std::prev(after)->kind, {}};
  return {NameLetter::kKeep, {}};
}

}  // namespace kernels
