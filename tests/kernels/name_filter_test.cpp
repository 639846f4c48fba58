#include "kernels/name_filter.h"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "kernels/jaro_winkler.h"
#include "kernels/osa_distance.h"
#include "tests/kernels/made_up_names.h"
#include "tests/reference/jaro_winkler.h"
#include "tests/reference/osa.h"

namespace {

std::vector<kernels::PackedName> pack(const std::vector<std::string>& texts) {
  std::vector<kernels::PackedName> names;
  for (const std::string& text : texts) names.push_back(kernels::pack_name(text));
  return names;
}

// Letters with repetition, by counting bytes.
unsigned common_letters(const std::string& a, const std::string& b) {
  std::array<int, 256> counts{};
  for (const char c : a) ++counts[static_cast<unsigned char>(c)];
  unsigned common = 0;
  for (const char c : b) common += counts[static_cast<unsigned char>(c)]-- > 0;
  return common;
}

std::string random_text(std::mt19937_64& random, std::size_t length, unsigned letters) {
  std::string text(length, ' ');
  for (char& c : text) c = "ABCDEFGHIJKLMNOPQRSTUVWXYZ \x80\xC3"[random() % letters];
  return text;
}

}  // namespace

TEST_CASE("name_signature: letters, head and length of a packed name are its text's", "[name_signature]") {
  const kernels::PackedName name = kernels::pack_name("AZ B");
  REQUIRE(name.letters[0] == 1);
  REQUIRE(name.letters[1] == 26);
  REQUIRE(name.letters[2] == 27);
  REQUIRE(name.letters[3] == 2);
  REQUIRE(name.letters[4] == 0);
  REQUIRE(name.head == (1u | 26u << 8 | 27u << 16 | 2u << 24));
  REQUIRE(name.length == 4);
  REQUIRE(kernels::pack_name("").length == 0);
  REQUIRE(kernels::pack_name(std::string(32, 'A')).length == 32);
  REQUIRE(kernels::pack_name(std::string(33, 'A')).length == (33 | kernels::PackedName::kAsText));
  REQUIRE(kernels::pack_name(std::string(500, 'A')).length == (33 | kernels::PackedName::kAsText));
  REQUIRE(kernels::pack_name("A\xC3\x98").length == (3 | kernels::PackedName::kAsText));
}

TEST_CASE("name_signature: the bound is never below the common letters, and exact where thermometers suffice",
          "[name_signature]") {
  std::mt19937_64 random(61);
  for (int round = 0; round < 20'000; ++round) {
    const unsigned letters = round % 2 == 0 ? 27 : 29;
    const std::string a = random_text(random, random() % 50, letters), b = random_text(random, random() % 50, letters);
    const unsigned bound =
        kernels::common_letters_at_most(kernels::pack_name(a).signature, kernels::pack_name(b).signature);
    if (bound < common_letters(a, b)) FAIL(a << " | " << b);
  }
  for (const auto& [a, b] : {std::pair("AAANNI", "ANINAX"), std::pair("SITI", "TITIS"), std::pair("", "A")}) {
    REQUIRE(kernels::common_letters_at_most(kernels::pack_name(a).signature, kernels::pack_name(b).signature) ==
            common_letters(a, b));
  }
}

TEST_CASE("name_filter: no pair of several thousand names that Jaro-Winkler accepts is filtered at any threshold",
          "[name_filter]") {
  MadeUpNames made_up(85);
  const std::vector<std::string> texts = made_up.next(3'000);
  const std::vector<kernels::PackedName> names = pack(texts);
  const std::uint32_t thresholds[] = {0,      30'000, 45'875, 45'876, 50'000, 55'705,
                                      55'706, 58'982, 62'000, 65'000, 65'536};
  std::vector<kernels::NameFilter> filters;
  for (const std::uint32_t threshold : thresholds) filters.push_back(kernels::NameFilter::for_jaro_winkler(threshold));
  std::size_t pairs = 0, passed = 0, accepted = 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    for (std::size_t j = i; j < names.size(); ++j) {
      if (texts[i].empty() || texts[j].empty()) continue;
      const std::uint32_t similarity = reference::jaro_winkler(texts[i], texts[j]);
      for (std::size_t t = 0; t < filters.size(); ++t) {
        const bool passes = filters[t].passes(names[i], names[j]);
        if (similarity >= thresholds[t] && (!passes || !filters[t].passes(names[j], names[i]))) {
          FAIL(texts[i] << " | " << texts[j] << " at " << thresholds[t]);
        }
        if (thresholds[t] == 55'706) {  // 0.85
          ++pairs;
          passed += passes;
          accepted += similarity >= thresholds[t];
        }
      }
    }
  }
  REQUIRE(accepted > names.size());  // the names are alike enough to prove something
  REQUIRE(passed * 10 < pairs);      // and the filter filters
}

TEST_CASE("name_filter: no random texts of any script and length that are accepted are filtered", "[name_filter]") {
  std::mt19937_64 random(33);
  for (const std::uint32_t threshold : {20'000u, 45'876u, 52'000u, 55'706u, 60'000u, 64'000u}) {
    const kernels::NameFilter jaro_winkler = kernels::NameFilter::for_jaro_winkler(threshold);
    for (const unsigned letters : {1u, 2u, 4u, 27u, 29u}) {
      for (int round = 0; round < 3'000; ++round) {
        const std::string a = random_text(random, 1 + random() % 45, letters);
        std::string b = random_text(random, 1 + random() % 45, letters);
        if (round % 3 != 0) {
          b = a;
          for (std::size_t edits = random() % 6; edits > 0; --edits) {
            const std::size_t at = random() % b.size();
            if (random() % 2 == 0) b[at] = random_text(random, 1, letters)[0];
            if (random() % 3 == 0) b.insert(at, random_text(random, 1 + random() % 3, letters));
            if (random() % 4 == 0) std::swap(b[at], b[random() % b.size()]);
          }
        }
        const kernels::PackedName packed_a = kernels::pack_name(a), packed_b = kernels::pack_name(b);
        if (reference::jaro_winkler(a, b) >= threshold && !jaro_winkler.passes(packed_a, packed_b)) {
          FAIL(a << " | " << b << " at " << threshold);
        }
        for (const std::uint32_t most : {0u, 1u, 2u, 3u, 9u}) {
          if (reference::osa(a, b) > most) continue;
          if (!kernels::NameFilter::for_osa(most).passes(packed_a, packed_b))
            FAIL(a << " | " << b << " within " << most);
        }
      }
    }
  }
  SUCCEED();
}

TEST_CASE("name_filter: no pair of a thousand names within two edits is filtered", "[name_filter]") {
  MadeUpNames made_up(2);
  const std::vector<std::string> texts = made_up.next(1'500);
  const std::vector<kernels::PackedName> names = pack(texts);
  const kernels::NameFilter filters[] = {kernels::NameFilter::for_osa(0), kernels::NameFilter::for_osa(1),
                                         kernels::NameFilter::for_osa(2)};
  std::size_t within = 0, passed = 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    for (std::size_t j = i; j < names.size(); ++j) {
      if (texts[i].empty() || texts[j].empty()) continue;
      const std::size_t distance = reference::osa(texts[i], texts[j]);
      for (std::size_t most = 0; most < 3; ++most) {
        if (distance <= most && !filters[most].passes(names[i], names[j])) FAIL(texts[i] << " | " << texts[j]);
      }
      within += distance <= 2;
      passed += filters[2].passes(names[i], names[j]);
    }
  }
  REQUIRE(within > names.size());
  REQUIRE(passed * 10 < names.size() * names.size() / 2);
}

TEST_CASE("name_filter: an empty name passes at no threshold", "[name_filter]") {
  const kernels::PackedName empty = kernels::pack_name(""), name = kernels::pack_name("SITI");
  for (const auto& filter : {kernels::NameFilter::for_jaro_winkler(0), kernels::NameFilter::for_osa(40)}) {
    REQUIRE_FALSE(filter.passes(empty, empty));
    REQUIRE_FALSE(filter.passes(empty, name));
    REQUIRE_FALSE(filter.passes(name, empty));
    REQUIRE(filter.passes(name, name));
  }
}
