#include "kernels/alike_sketches.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <vector>

#include "kernels/cpu.h"
#include "kernels/name_signature.h"

namespace {

// The rule of the header, bit by bit and byte by byte.
bool plainly_alike(std::uint64_t a, std::uint32_t marks_a, std::uint64_t b, std::uint32_t marks_b) {
  if (a == 0 || b == 0) return false;
  const int excess_a = static_cast<int>(a % 8), excess_b = static_cast<int>(b % 8);
  int letters_a = excess_a, letters_b = excess_b, common = std::min(excess_a, excess_b);
  for (int bit = 3; bit < 64; ++bit) {
    const bool in_a = (a >> bit) % 2 == 1, in_b = (b >> bit) % 2 == 1;
    letters_a += in_a ? 1 : 0, letters_b += in_b ? 1 : 0, common += in_a && in_b ? 1 : 0;
  }
  bool marked = false;
  for (int i = 0; i < 4; ++i) {
    for (int j = 0; j < 4; ++j) {
      const std::uint32_t one = marks_a >> (8 * i) & 255;
      marked |= one != 0 && one == (marks_b >> (8 * j) & 255);
    }
  }
  if (excess_a == 7 || excess_b == 7) return (excess_a == 7 && excess_b == 7) || marked;
  const int longer = std::max(letters_a, letters_b), shorter = std::min(letters_a, letters_b);
  return longer - common <= 1 + longer / 8 || (shorter - common <= 1 + shorter / 8 && marked);
}

struct Sketches {
  std::vector<std::uint64_t> letters;
  std::vector<std::uint32_t> words;
};

// Names of a few letters, so that many are alike; long and empty ones among them.
Sketches draw(std::mt19937_64& random, std::size_t count) {
  Sketches drawn;
  for (std::size_t i = 0; i < count; ++i) {
    std::string name;
    const std::size_t size = random() % 12 == 0 ? random() % 90 : random() % 14;
    for (std::size_t k = 0; k < size; ++k) name += static_cast<char>('A' + random() % 9);
    drawn.letters.push_back(kernels::pack_name(name).signature);
    std::uint32_t words = 0;
    for (int k = 0; k < 4; ++k) words = words << 8 | static_cast<std::uint32_t>(random() % 24 < 12 ? random() % 12 : 0);
    drawn.words.push_back(words);
  }
  return drawn;
}

}  // namespace

TEST_CASE("alike sketches: every SIMD level finds what the rule says, at any length and offset", "[kernels][linkage]") {
  std::mt19937_64 random(3);
  std::size_t found_at_all = 0;
  for (std::size_t count = 0; count < 70; ++count) {
    const Sketches all = draw(random, count + 3);
    for (std::size_t offset = 0; offset <= 3; ++offset) {
      const auto letters = std::span(all.letters).subspan(offset, count);
      const auto words = std::span(all.words).subspan(offset, count);
      const Sketches one = draw(random, 1);
      std::vector<std::uint32_t> wanted;
      for (std::size_t i = 0; i < count; ++i) {
        if (plainly_alike(one.letters[0], one.words[0], letters[i], words[i])) {
          wanted.push_back(static_cast<std::uint32_t>(i));
        }
      }
      found_at_all += wanted.size();
      for (const auto level : {kernels::SimdLevel::kScalar, kernels::SimdLevel::kAvx2, kernels::SimdLevel::kAvx512}) {
        if (!kernels::use_simd_level(level)) continue;
        std::vector<std::uint32_t> found(count + kernels::kFoundPadding);
        found.resize(kernels::alike_sketches(one.letters[0], one.words[0], letters, words, found.data()));
        REQUIRE(found == wanted);
      }
    }
  }
  kernels::use_simd_level(kernels::supported_simd_level());
  REQUIRE(found_at_all > 500);
}

TEST_CASE("alike sketches: nothing is alike to no name, and unbounded names are alike to one another", "[kernels]") {
  const std::uint64_t name = kernels::pack_name("WAGIRIN").signature;
  const std::uint64_t endless = kernels::pack_name(std::string(90, 'A')).signature;
  const std::vector<std::uint64_t> letters = {name, 0, endless, endless};
  const std::vector<std::uint32_t> words = {5, 5, 6, 0x0500};
  std::vector<std::uint32_t> found(letters.size() + kernels::kFoundPadding);
  REQUIRE(kernels::alike_sketches(0, 5, letters, words, found.data()) == 0);
  REQUIRE(kernels::alike_sketches(name, 5, letters, words, found.data()) == 2);
  REQUIRE(found[0] == 0);
  REQUIRE(found[1] == 3);
  REQUIRE(kernels::alike_sketches(endless, 5, letters, words, found.data()) == 3);
}

TEST_CASE("alike sketches: the signature of a name grows letter by letter as that of the whole", "[kernels][linkage]") {
  std::mt19937_64 random(8);
  for (int round = 0; round < 2'000; ++round) {
    std::string first, second;
    for (std::size_t k = random() % 20; k > 0; --k) first += static_cast<char>('A' + random() % 26);
    for (std::size_t k = random() % 20; k > 0; --k)
      second += static_cast<char>(random() % 30 == 0 ? '-' : 'A' + random() % 7);
    const std::uint64_t signature = kernels::pack_name(first).signature;
    REQUIRE(kernels::add_letters(signature, second) == kernels::pack_name(first + second).signature);
  }
}
