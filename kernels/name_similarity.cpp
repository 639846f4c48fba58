#include "kernels/name_similarity.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace kernels {
namespace {

using Word = std::uint64_t;

// Cuts off what both share at the front and at the end; it never adds to the distance.
void cut_equal_ends(std::string_view& a, std::string_view& b) {
  const std::size_t front =
      static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
  a.remove_prefix(front);
  b.remove_prefix(front);
  while (!a.empty() && !b.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
}

unsigned char letter(char c) { return static_cast<unsigned char>(c); }

// Pattern of 1 to 64 letters: one word holds a whole column of the matrix.
std::size_t distance_in_one_word(std::string_view pattern, std::string_view text) {
  std::array<Word, 256> rows{};
  for (std::size_t i = 0; i < pattern.size(); ++i) rows[letter(pattern[i])] |= Word{1} << i;
  const Word last = Word{1} << (pattern.size() - 1);
  Word up = ~Word{0}, down = 0;  // vertical steps of +1 and −1
  std::size_t distance = pattern.size();
  for (const char c : text) {
    const Word equal = rows[letter(c)];
    const Word zero = (((equal & up) + up) ^ up) | equal | down;
    Word right_up = down | ~(zero | up), right_down = up & zero;
    distance += (right_up & last) != 0;
    distance -= (right_down & last) != 0;
    right_up = right_up << 1 | 1;
    right_down <<= 1;
    up = right_down | ~(zero | right_up);
    down = right_up & zero;
  }
  return distance;
}

// Longer patterns: bands of 64 rows, each over the whole text, with the horizontal steps between two
// bands kept as two bits per column.
std::size_t distance_in_bands(std::string_view pattern, std::string_view text) {
  constexpr std::size_t kWords = (kLongestName + 63) / 64;
  std::array<Word, kWords> plus, minus;  // steps that enter the band from above, then those that leave it
  const auto words = static_cast<std::ptrdiff_t>((text.size() + 63) / 64);
  std::fill(plus.begin(), plus.begin() + words, ~Word{0});
  std::fill(minus.begin(), minus.begin() + words, 0);
  std::size_t distance = pattern.size();
  for (std::size_t top = 0; top < pattern.size(); top += 64) {
    const std::string_view band = pattern.substr(top, 64);
    const bool bottom = top + 64 >= pattern.size();
    std::array<Word, 256> rows{};
    for (std::size_t i = 0; i < band.size(); ++i) rows[letter(band[i])] |= Word{1} << i;
    const std::size_t last = band.size() - 1;
    Word up = ~Word{0}, down = 0;
    for (std::size_t column = 0; column < text.size(); ++column) {
      Word &plus_word = plus[column / 64], &minus_word = minus[column / 64];
      const std::size_t bit = column % 64;
      const Word enters_plus = plus_word >> bit & 1, enters_minus = minus_word >> bit & 1;
      Word equal = rows[letter(text[column])];
      const Word vertical = equal | down;
      equal |= enters_minus;
      const Word zero = (((equal & up) + up) ^ up) | equal;
      Word right_up = down | ~(zero | up), right_down = up & zero;
      const Word leaves_plus = right_up >> last & 1, leaves_minus = right_down >> last & 1;
      plus_word = (plus_word & ~(Word{1} << bit)) | leaves_plus << bit;
      minus_word = (minus_word & ~(Word{1} << bit)) | leaves_minus << bit;
      if (bottom) distance += leaves_plus - leaves_minus;
      right_up = right_up << 1 | enters_plus;
      right_down = right_down << 1 | enters_minus;
      up = right_down | ~(vertical | right_up);
      down = right_up & vertical;
    }
  }
  return distance;
}

}  // namespace

std::size_t levenshtein_distance(std::string_view a, std::string_view b) {
  assert(a.size() <= kLongestName && b.size() <= kLongestName);
  cut_equal_ends(a, b);
  if (a.size() > b.size()) std::swap(a, b);
  if (a.empty()) return b.size();
  return a.size() <= 64 ? distance_in_one_word(a, b) : distance_in_bands(a, b);
}

int name_similarity(std::string_view a, std::string_view b) {
  const std::size_t longer = std::max(a.size(), b.size());
  if (longer == 0) return 100;
  return static_cast<int>(100 * (longer - levenshtein_distance(a, b)) / longer);
}

}  // namespace kernels
