#include "kernels/name_signature.h"

#include <algorithm>
#include <bit>

namespace kernels {
namespace {

constexpr unsigned kExcessBits = 3, kMostExcess = 7;
constexpr std::uint8_t kSpaceCode = 27, kOtherCode = 28, kCodes = 29;

struct Thermometer {
  std::uint8_t first = 0, bits = 0;  // bits from `first` up
};

// Bits per letter follow how often names of the synthetic nation repeat it; other names would only shift a few pairs
// from the bits to the excess. Other scripts have none.
constexpr std::array<Thermometer, kCodes> kThermometers = [] {
  constexpr std::string_view kLetters = "AINURESTO LMKHDGYPWBFJCZVQX";
  constexpr std::string_view kBits =
      "644333332"
      "3"
      "22222222221111111";
  static_assert(kLetters.size() == kBits.size());
  std::array<Thermometer, kCodes> thermometers{};
  unsigned first = kExcessBits;
  for (std::size_t i = 0; i < kLetters.size(); ++i) {
    const auto code = kLetters[i] == ' ' ? kSpaceCode : static_cast<std::uint8_t>(kLetters[i] - 'A' + 1);
    const auto bits = static_cast<unsigned>(kBits[i] - '0');
    thermometers[code] = {static_cast<std::uint8_t>(first), static_cast<std::uint8_t>(bits)};
    first += bits;
  }
  if (first != 64) throw "the thermometers do not fill the word";
  return thermometers;
}();

std::uint8_t letter_code(char c) {
  if (c >= 'A' && c <= 'Z') return static_cast<std::uint8_t>(c - 'A' + 1);
  return c == ' ' ? kSpaceCode : kOtherCode;
}

}  // namespace

PackedName pack_name(std::string_view name) {
  PackedName packed;
  std::array<std::uint8_t, kCodes> seen{};
  unsigned excess = 0;
  bool other = false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const std::uint8_t code = letter_code(name[i]);
    other |= code == kOtherCode;
    if (i < kPackedLetters) packed.letters[i] = code;
    if (i < sizeof packed.head) packed.head |= std::uint32_t{code} << (8 * i);
    const Thermometer& thermometer = kThermometers[code];
    if (seen[code] < thermometer.bits) {
      packed.signature |= std::uint64_t{1} << (thermometer.first + seen[code]++);
    } else if (excess < kMostExcess) {
      ++excess;
    }
  }
  packed.signature |= excess;
  packed.length = static_cast<std::uint8_t>(std::min<std::size_t>(name.size(), PackedName::kLong));
  if (other || packed.length == PackedName::kLong) packed.length |= PackedName::kAsText;
  return packed;
}

std::uint64_t add_letters(std::uint64_t signature, std::string_view letters) {
  std::uint64_t excess = signature & kMostExcess;
  signature ^= excess;
  for (const char c : letters) {
    const Thermometer& thermometer = kThermometers[letter_code(c)];
    const std::uint64_t all = ((std::uint64_t{1} << thermometer.bits) - 1) << thermometer.first,
                        free = all & ~signature;
    signature |= free & (~free + 1);  // the lowest
    excess += free == 0 ? 1 : 0;
  }
  return signature | std::min<std::uint64_t>(excess, kMostExcess);
}

unsigned common_letters_at_most(std::uint64_t signature_a, std::uint64_t signature_b) {
  constexpr std::uint64_t kExcess = kMostExcess;
  const std::uint64_t excess = std::min(signature_a & kExcess, signature_b & kExcess);
  const auto letters = static_cast<unsigned>(std::popcount(signature_a & signature_b & ~kExcess));
  return letters + static_cast<unsigned>(excess) + (excess == kMostExcess ? kNoBound : 0);
}

}  // namespace kernels
