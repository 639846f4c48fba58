#include "io/match/latin_letters.h"

#include <cstddef>
#include <optional>

namespace io {
namespace {

// Small letters from U+0430 on.
constexpr std::string_view kCyrillic[] = {"A",  "B",    "V", "G", "D", "E",  "ZH", "Z",  "I", "I",  "K",  "L",
                                          "M",  "N",    "O", "P", "R", "S",  "T",  "U",  "F", "KH", "TS", "CH",
                                          "SH", "SHCH", "",  "Y", "",  "E",  "YU", "YA", "E", "E",  "DJ", "G",
                                          "E",  "DZ",   "I", "I", "J", "LJ", "NJ", "C",  "K", "I",  "U",  "DZ"};
// Small letters from U+03B1 on, with the final sigma, then vowels with diaeresis or accent.
constexpr std::string_view kGreek[] = {"A", "V", "G", "D", "E", "Z", "I", "TH", "I",  "K", "L", "M", "N", "X", "O",
                                       "P", "R", "S", "S", "T", "Y", "F", "CH", "PS", "O", "I", "Y", "O", "Y", "O"};

std::optional<std::string_view> cyrillic(unsigned point) {
  if (point >= 0x400 && point <= 0x40F) point += 0x50;
  if (point >= 0x410 && point <= 0x42F) point += 0x20;
  if (point >= 0x430 && point <= 0x45F) return kCyrillic[point - 0x430];
  if (point == 0x490 || point == 0x491) return "G";
  return std::nullopt;
}

std::optional<std::string_view> greek(unsigned point) {
  switch (point) {  // vowels with an accent that stand before the others
    case 0x386:
    case 0x3AC: return "A";
    case 0x388:
    case 0x3AD: return "E";
    case 0x389:
    case 0x38A:
    case 0x390:
    case 0x3AE:
    case 0x3AF: return "I";
    case 0x38C:
    case 0x38F: return "O";
    case 0x38E:
    case 0x3B0: return "Y";
    default: break;
  }
  if (point >= 0x391 && point <= 0x3AB && point != 0x3A2) point += 0x20;
  if (point >= 0x3B1 && point <= 0x3CE) return kGreek[point - 0x3B1];
  return std::nullopt;
}

// The letter that begins at `at`, of two bytes.
std::optional<std::string_view> letter_at(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0xCD || lead > 0xD2 || at + 1 == text.size()) return std::nullopt;
  const auto next = static_cast<unsigned char>(text[at + 1]);
  if ((next & 0xC0) != 0x80) return std::nullopt;
  const unsigned point = (lead & 0x1Fu) << 6 | (next & 0x3Fu);
  return point < 0x400 ? greek(point) : cyrillic(point);
}

}  // namespace

bool has_cyrillic_or_greek(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (letter_at(text, at)) return true;
  }
  return false;
}

std::string latin_letters(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto letter = letter_at(text, at);
    if (letter) {
      out += *letter;
      ++at;
    } else {
      out += text[at];
    }
  }
  return out;
}

}  // namespace io
