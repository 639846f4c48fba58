#include "kernels/name_similarity.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>

#include "tests/reference/levenshtein.h"

namespace {

std::string random_text(std::mt19937_64& random, std::size_t length, int letters) {
  std::string text(length, ' ');
  for (char& c : text) c = static_cast<char>('A' + random() % static_cast<unsigned>(letters));
  return text;
}

}  // namespace

TEST_CASE("name_similarity: the office's examples of padan, ragu and konflik", "[name_similarity]") {
  struct Case {
    const char *a, *b;
    int similarity;
  };
  const Case cases[] = {
      {"", "", 100},
      {"", "SITI", 0},
      {"SITI", "", 0},
      {"NURHAYATI", "NURHAYATI", 100},
      {"MUHAMMAD ALI", "MOHAMMAD ALI", 91},  // one of twelve, rounded down
      {"SUTRISNO", "SUTRISNA", 87},
      {"SLAMET", "SELAMET", 85},
      {"BUDI", "BUDI SANTOSO", 33},
      {"ABC", "XYZ", 0},
      {"A", "B", 0},
      {"SITI AMINAH", "AMINAH SITI", 9},
  };
  for (const Case& c : cases) {
    INFO(c.a << " | " << c.b);
    REQUIRE(kernels::name_similarity(c.a, c.b) == c.similarity);
    REQUIRE(kernels::name_similarity(c.b, c.a) == kernels::name_similarity(c.a, c.b));
  }
}

TEST_CASE("name_similarity: equals the full matrix over random pairs of every small length", "[name_similarity]") {
  std::mt19937_64 random(20260710);
  for (int round = 0; round < 8'000; ++round) {
    const std::string a = random_text(random, random() % 24, 3), b = random_text(random, random() % 24, 3);
    if (kernels::levenshtein_distance(a, b) != reference::levenshtein(a, b)) {
      FAIL(a << " | " << b);
    }
    if (kernels::name_similarity(a, b) != reference::name_similarity(a, b)) FAIL(a << " | " << b);
  }
  SUCCEED();
}

TEST_CASE("name_similarity: lengths around one, two and three machine words equal the full matrix",
          "[name_similarity]") {
  std::mt19937_64 random(63);
  for (const std::size_t n : {62u, 63u, 64u, 65u, 66u, 127u, 128u, 129u, 191u, 192u, 193u, 200u}) {
    for (const std::size_t m : {1u, 63u, 64u, 65u, 128u, 130u, 195u}) {
      for (int round = 0; round < 4; ++round) {
        const std::string a = random_text(random, n, 2 + round), b = random_text(random, m, 2 + round);
        INFO(n << " and " << m << " letters");
        REQUIRE(kernels::levenshtein_distance(a, b) == reference::levenshtein(a, b));
      }
    }
  }
}

TEST_CASE("name_similarity: the longest names are within its bounds", "[name_similarity]") {
  const std::string a(kernels::kLongestName, 'A'), b(kernels::kLongestName, 'B');
  REQUIRE(kernels::levenshtein_distance(a, b.substr(0, 500)) == kernels::kLongestName);
  REQUIRE(kernels::name_similarity(a, a) == 100);
}
