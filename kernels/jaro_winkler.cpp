#include "kernels/jaro_winkler.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>

#include "kernels/name_similarity.h"

namespace kernels {
namespace {

using Word = std::uint64_t;

std::size_t window_of(std::size_t a, std::size_t b) { return std::max<std::size_t>(std::max(a, b) / 2, 1) - 1; }

std::size_t common_prefix(std::string_view a, std::string_view b) {
  const std::size_t most = std::min({a.size(), b.size(), std::size_t{4}});
  std::size_t length = 0;
  while (length < most && a[length] == b[length]) ++length;
  return length;
}

JaroCounts counts_of(std::string_view a, std::string_view b, std::size_t matches, std::size_t transpositions) {
  return {a.size(), b.size(), matches, transpositions / 2, common_prefix(a, b)};
}

// Both of 1 to 64 letters: a bit per place of `a`.
JaroCounts count_in_words(std::string_view a, std::string_view b) {
  std::array<Word, 256> places{};
  for (std::size_t i = 0; i < a.size(); ++i) places[static_cast<unsigned char>(a[i])] |= Word{1} << i;
  const std::size_t window = window_of(a.size(), b.size());
  Word near = (Word{2} << window) - 1;  // the window is below 32
  Word taken_a = 0, taken_b = 0;
  for (std::size_t j = 0; j < b.size(); ++j) {
    const Word free = places[static_cast<unsigned char>(b[j])] & near & ~taken_a;
    taken_a |= free & (~free + 1);
    taken_b |= Word{free != 0} << j;
    near = near << 1 | (j < window);
  }
  std::size_t transpositions = 0;
  for (Word left_a = taken_a, left_b = taken_b; left_b != 0; left_a &= left_a - 1, left_b &= left_b - 1) {
    transpositions +=
        a[static_cast<std::size_t>(std::countr_zero(left_a))] != b[static_cast<std::size_t>(std::countr_zero(left_b))];
  }
  return counts_of(a, b, static_cast<std::size_t>(std::popcount(taken_b)), transpositions);
}

class Marks {
 public:
  explicit Marks(std::size_t size) { std::fill_n(words_.begin(), size / 64 + 1, Word{0}); }
  bool operator[](std::size_t i) const { return (words_[i / 64] >> i % 64 & 1) != 0; }
  void set(std::size_t i) { words_[i / 64] |= Word{1} << i % 64; }

 private:
  std::array<Word, kLongestName / 64 + 1> words_;
};

JaroCounts count_by_letters(std::string_view a, std::string_view b) {
  Marks taken_a(a.size()), taken_b(b.size());
  const std::size_t window = window_of(a.size(), b.size());
  std::size_t matches = 0, transpositions = 0;
  for (std::size_t j = 0; j < b.size(); ++j) {
    const std::size_t end = std::min(a.size(), j + window + 1);
    for (std::size_t i = j - std::min(j, window); i < end; ++i) {
      if (a[i] != b[j] || taken_a[i]) continue;
      taken_a.set(i);
      taken_b.set(j);
      ++matches;
      break;
    }
  }
  for (std::size_t i = 0, j = 0, pair = 0; pair < matches; ++i, ++j, ++pair) {
    while (!taken_a[i]) ++i;
    while (!taken_b[j]) ++j;
    transpositions += a[i] != b[j];
  }
  return counts_of(a, b, matches, transpositions);
}

}  // namespace

std::uint32_t jaro_winkler(std::string_view a, std::string_view b) {
  assert(a.size() <= kLongestName && b.size() <= kLongestName);
  if (a == b) return kWholeSimilarity;
  if (a.empty() || b.empty()) return 0;
  const bool fits = std::max(a.size(), b.size()) <= 64;
  return similarity_units(jaro_winkler_fraction(fits ? count_in_words(a, b) : count_by_letters(a, b)));
}

}  // namespace kernels
