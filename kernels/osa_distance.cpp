#include "kernels/osa_distance.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>
#include <utility>

#include "kernels/name_similarity.h"

namespace kernels {
namespace {

using Word = std::uint64_t;

// Pattern of 1 to 64 letters: one word holds a whole column of the matrix.
std::size_t distance_in_words(std::string_view pattern, std::string_view text) {
  std::array<Word, 256> places{};
  for (std::size_t i = 0; i < pattern.size(); ++i) places[static_cast<unsigned char>(pattern[i])] |= Word{1} << i;
  const Word last = Word{1} << (pattern.size() - 1);
  Word up = ~Word{0}, down = 0, zero = 0, equal_before = 0;
  std::size_t distance = pattern.size();
  for (const char c : text) {
    const Word equal = places[static_cast<unsigned char>(c)];
    const Word swap = (~zero & equal) << 1 & equal_before;
    zero = (((equal & up) + up) ^ up) | equal | down | swap;
    Word right_up = down | ~(zero | up), right_down = up & zero;
    distance += (right_up & last) != 0;
    distance -= (right_down & last) != 0;
    right_up = right_up << 1 | 1;
    right_down <<= 1;
    up = right_down | ~(zero | right_up);
    down = right_up & zero;
    equal_before = equal;
  }
  return distance;
}

// Row by row, of which two stay behind: a swap looks two rows back.
std::size_t distance_by_rows(std::string_view a, std::string_view b) {
  using Row = std::array<std::uint16_t, kLongestName + 1>;
  Row rows[3];
  Row *before = &rows[0], *above = &rows[1], *row = &rows[2];
  for (std::size_t j = 0; j <= b.size(); ++j) (*above)[j] = static_cast<std::uint16_t>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    (*row)[0] = static_cast<std::uint16_t>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      unsigned best =
          std::min(1u + std::min((*above)[j], (*row)[j - 1]), (*above)[j - 1] + unsigned{a[i - 1] != b[j - 1]});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) best = std::min(best, (*before)[j - 2] + 1u);
      (*row)[j] = static_cast<std::uint16_t>(best);
    }
    std::swap(before, above);
    std::swap(above, row);
  }
  return (*above)[b.size()];
}

}  // namespace

std::size_t osa_distance(std::string_view a, std::string_view b) {
  assert(a.size() <= kLongestName && b.size() <= kLongestName);
  if (a.size() > b.size()) std::swap(a, b);
  if (a.empty()) return b.size();
  return a.size() <= 64 ? distance_in_words(a, b) : distance_by_rows(a, b);
}

}  // namespace kernels
