#include "kernels/osa_distance.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>

#include "tests/reference/osa.h"

namespace {

std::string random_text(std::mt19937_64& random, std::size_t length, unsigned letters) {
  std::string text(length, ' ');
  for (char& c : text) c = static_cast<char>('A' + random() % letters);
  return text;
}

}  // namespace

TEST_CASE("osa_distance: a swap is one edit, and its letters are not edited again", "[osa_distance]") {
  struct Case {
    const char *a, *b;
    std::size_t distance;
  };
  const Case cases[] = {
      {"", "", 0},
      {"", "SITI", 4},
      {"AB", "BA", 1},
      {"CA", "ABC", 3},
      {"SUTRISNO", "SURTISNO", 1},
      {"SUTRISNO", "SUTRISNA", 1},
      {"ABCD", "BADC", 2},
      {"SLAMET", "SELAMET", 1},
      {"ABC", "XYZ", 3},
  };
  for (const Case& c : cases) {
    INFO(c.a << " | " << c.b);
    REQUIRE(kernels::osa_distance(c.a, c.b) == c.distance);
    REQUIRE(kernels::osa_distance(c.b, c.a) == c.distance);
  }
}

TEST_CASE("osa_distance: equals the full matrix for lengths of 0 to 80 and any alphabet", "[osa_distance]") {
  std::mt19937_64 random(2003);
  for (const unsigned letters : {1u, 2u, 3u, 8u, 26u}) {
    for (int round = 0; round < 2'000; ++round) {
      const std::string a = random_text(random, random() % 81, letters);
      std::string b = random_text(random, random() % 81, letters);
      if (round % 2 != 0) {
        b = a;
        for (std::size_t swaps = random() % 6; swaps > 0 && b.size() > 1; --swaps) {
          const std::size_t at = random() % (b.size() - 1);
          if (random() % 3 == 0) b[at] = 'A';
          std::swap(b[at], b[at + 1]);
        }
      }
      if (kernels::osa_distance(a, b) != reference::osa(a, b)) FAIL(a << " | " << b);
    }
  }
  SUCCEED();
}

TEST_CASE("osa_distance: equals the full matrix at lengths around one and two machine words", "[osa_distance]") {
  std::mt19937_64 random(64);
  for (const std::size_t n : {1u, 63u, 64u, 65u, 127u, 128u, 129u, 200u}) {
    for (const std::size_t m : {1u, 62u, 63u, 64u, 65u, 66u, 128u}) {
      for (const unsigned letters : {2u, 5u}) {
        const std::string a = random_text(random, n, letters), b = random_text(random, m, letters);
        INFO(n << " and " << m << " letters of " << letters);
        REQUIRE(kernels::osa_distance(a, b) == reference::osa(a, b));
      }
    }
  }
}

TEST_CASE("osa_distance: the longest names are within its bounds", "[osa_distance]") {
  const std::string a(65'535, 'A'), b(70, 'B');
  REQUIRE(kernels::osa_distance(a, b) == 65'535);
  REQUIRE(kernels::osa_distance(b, a) == 65'535);
}
