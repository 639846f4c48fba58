#include "kernels/jaro_winkler.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>

#include "tests/reference/jaro_winkler.h"

namespace {

std::string random_text(std::mt19937_64& random, std::size_t length, unsigned letters) {
  std::string text(length, ' ');
  for (char& c : text) c = static_cast<char>('A' + random() % letters);
  return text;
}

// A text with some letters of `text` changed, dropped or swapped.
std::string random_edit(std::mt19937_64& random, std::string text, unsigned letters) {
  for (std::size_t edits = random() % 5; edits > 0 && !text.empty(); --edits) {
    const std::size_t at = random() % text.size();
    const char letter = static_cast<char>('A' + random() % letters);
    switch (random() % 4) {
      case 0: text[at] = letter; break;
      case 1: text.erase(at, 1); break;
      case 2: text.insert(at, 1, letter); break;
      default: std::swap(text[at], text[random() % text.size()]);
    }
  }
  return text;
}

}  // namespace

TEST_CASE("jaro_winkler: the census bureau's examples, exactly", "[jaro_winkler]") {
  struct Case {
    const char *a, *b;
    std::uint64_t numerator, denominator;
  };
  const Case cases[] = {
      {"", "", 1, 1},
      {"", "A", 0, 1},
      {"A", "A", 1, 1},
      {"A", "B", 0, 1},
      {"AB", "BA", 0, 1},                     // a window of no places
      {"MARTHA", "MARHTA", 173, 180},         // Jaro 17/18
      {"DWAYNE", "DUANE", 21, 25},            // Jaro 37/45
      {"DIXON", "DICKSONX", 61, 75},          // Jaro 23/30
      {"JELLYFISH", "SMELLYFISH", 121, 135},  // no common prefix
      {"ABCDEFGHIJ", "ABCDEXXXXX", 2, 3},     // below 0.7 a prefix counts for nothing
  };
  for (const Case& c : cases) {
    INFO(c.a << " | " << c.b);
    REQUIRE(kernels::jaro_winkler(c.a, c.b) == 65536 * c.numerator / c.denominator);
    REQUIRE(kernels::jaro_winkler(c.b, c.a) == kernels::jaro_winkler(c.a, c.b));
  }
}

TEST_CASE("jaro_winkler: a Jaro value of exactly 0.7 gets no bonus, one just above does", "[jaro_winkler]") {
  // (7/10 + 7/10 + 7/7) / 3 = 0.8; (m/a + m/b + 1) / 3 = 0.7 where m/a + m/b = 1.1: 11 of 20 and 20.
  const std::string first = "ABCDEFGHIJK", a = first + "LMNOPQRST", b = first + "123456789";
  REQUIRE(kernels::jaro_winkler(a, b) == 65536 * 7 / 10);
  REQUIRE(kernels::jaro_winkler(a + "X", b + "X") > 65536 * 8 / 10);
}

TEST_CASE("jaro_winkler: equals the loops over all letters for lengths of 0 to 80 and any alphabet", "[jaro_winkler]") {
  std::mt19937_64 random(1989);
  for (const unsigned letters : {1u, 2u, 3u, 8u, 26u}) {
    for (int round = 0; round < 4'000; ++round) {
      const std::string a = random_text(random, random() % 81, letters);
      const std::string b =
          round % 2 == 0 ? random_text(random, random() % 81, letters) : random_edit(random, a, letters);
      if (kernels::jaro_winkler(a, b) != reference::jaro_winkler(a, b)) FAIL(a << " | " << b);
      if (kernels::jaro_winkler(a, b) != kernels::jaro_winkler(b, a)) FAIL("not symmetric: " << a << " | " << b);
    }
  }
  SUCCEED();
}

TEST_CASE("jaro_winkler: equals the loops at lengths around one and two machine words", "[jaro_winkler]") {
  std::mt19937_64 random(64);
  for (const std::size_t n : {1u, 2u, 31u, 32u, 33u, 63u, 64u, 65u, 127u, 128u, 129u, 300u}) {
    for (const std::size_t m : {1u, 3u, 32u, 63u, 64u, 65u, 66u, 128u, 200u}) {
      for (const unsigned letters : {2u, 5u, 40u}) {
        const std::string a = random_text(random, n, letters), b = random_text(random, m, letters);
        INFO(n << " and " << m << " letters of " << letters);
        REQUIRE(kernels::jaro_winkler(a, b) == reference::jaro_winkler(a, b));
        REQUIRE(kernels::jaro_winkler(a, a + b) == reference::jaro_winkler(a, a + b));
      }
    }
  }
}

TEST_CASE("jaro_winkler: bytes of other scripts are letters like any", "[jaro_winkler]") {
  std::mt19937_64 random(8);
  for (int round = 0; round < 2'000; ++round) {
    std::string a(random() % 30, ' '), b(random() % 30, ' ');
    for (char& c : a) c = static_cast<char>(random() % 4 * 63);
    for (char& c : b) c = static_cast<char>(random() % 4 * 63);
    REQUIRE(kernels::jaro_winkler(a, b) == reference::jaro_winkler(a, b));
  }
}

TEST_CASE("jaro_winkler: the longest names stay within their words", "[jaro_winkler]") {
  const std::string a(65'535, 'A'), b(65'535, 'B');
  REQUIRE(kernels::jaro_winkler(a, b + "") == 0);
  REQUIRE(kernels::jaro_winkler(a, a) == kernels::kWholeSimilarity);
  // All but one match: (2 · 65534/65535 + 1) / 3, then 0.4 of the rest for the prefix.
  std::string c = a;
  c.back() = 'B';
  REQUIRE(kernels::jaro_winkler(a, c) == 65'535);
}
