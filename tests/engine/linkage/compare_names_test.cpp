#include "engine/linkage/compare_names.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "kernels/name_similarity.h"
#include "tests/reference/levenshtein.h"
#include "tests/reference/name_token_sets.h"

namespace {

using engine::NameAgreement;
using engine::NameComparison;

constexpr std::uint32_t kPercent = engine::kFullSimilarity / 100;

std::uint32_t edit_similarity(std::string_view a, std::string_view b) {
  return kPercent * static_cast<std::uint32_t>(kernels::name_similarity(a, b));
}
long edit_similarity_reference(const std::string& a, const std::string& b) {
  return long{kPercent} * reference::name_similarity(a, b);
}

constexpr engine::TokenSimilarity kSimilarity{edit_similarity, 70 * kPercent};

NameComparison compare(const std::string& a, const std::string& b, engine::TokenSimilarity similarity = kSimilarity) {
  const auto tokens_a = engine::name_tokens(a), tokens_b = engine::name_tokens(b);
  return engine::compare_names(tokens_a, tokens_b, similarity);
}

NameComparison exchanged(NameComparison c) {
  std::swap(c.words_left_a, c.words_left_b);
  std::swap(c.minor_left_a, c.minor_left_b);
  return c;
}

const std::map<std::string, NameAgreement> kKinds = {
    {"equal", NameAgreement::kEqual},
    {"equal by spelling", NameAgreement::kEqualBySpelling},
    {"equal but minor", NameAgreement::kEqualButMinor},
    {"initials", NameAgreement::kInitials},
    {"similar", NameAgreement::kSimilar},
    {"subset", NameAgreement::kSubset},
    {"subset inexact", NameAgreement::kSubsetInexact},
    {"partly", NameAgreement::kPartly},
    {"little", NameAgreement::kLittle},
    {"different", NameAgreement::kDifferent},
    {"missing", NameAgreement::kMissing},
};

const std::vector<std::string> kWords = {
    "SITI",   "ST",     "AMINAH", "AMINA",  "SITIAMINAH", "MUHAMMAD", "MOCH",       "MUH",    "M",     "ALI",
    "MUHALI", "ALIM",   "S",      "A",      "BOEDI",      "BUDI",     "BUDY",       "BUDIN",  "BIN",   "BINTI",
    "WAYAN",  "MADE",   "I",      "SUDIRA", "SUDIRO",     "DJOKO",    "JOKO",       "YOKO",   "J",     "D",
    "NUR",    "NURALI", "IDA",    "AYU",    "RAHMAT",     "JAYA",     "RAHMATJAYA", "IDAAYU", "AYUNI",
};

std::string random_name(std::mt19937_64& random, std::size_t most) {
  std::string name;
  for (std::size_t left = random() % (most + 1); left > 0; --left) {
    name += (name.empty() ? "" : " ") + kWords[random() % kWords.size()];
  }
  return name;
}

std::vector<std::string> words_of(const std::string& name) {
  std::istringstream in(name);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string name;
  for (const std::string& word : words) name += (name.empty() ? "" : " ") + word;
  return name;
}

// A name that shares most words of another.
std::string near_name(std::mt19937_64& random, const std::string& name) {
  std::vector<std::string> words = words_of(name);
  std::shuffle(words.begin(), words.end(), random);
  if (!words.empty() && random() % 2 == 0) words.pop_back();
  if (words.size() < 5 && random() % 2 == 0) words.push_back(kWords[random() % kWords.size()]);
  if (!words.empty() && random() % 3 == 0) words[0] = kWords[random() % kWords.size()];
  return joined(words);
}

}  // namespace

TEST_CASE("compare_names: one case of every kind, both ways round", "[compare_names]") {
  struct Case {
    const char *a, *b, *kind;
  };
  const Case cases[] = {
      {"SITI AMINAH", "SITI AMINAH", "equal"},
      {"SITI AMINAH", "AMINAH SITI", "equal"},
      {"SLAMET SLAMET", "SLAMET", "subset"},
      {"MOCH BOEDI", "BUDI MUHAMMAD", "equal by spelling"},
      {"SITI AMINAH", "SITIAMINAH", "equal by spelling"},
      {"AMINAH SITI", "SITIAMINAH", "equal by spelling"},
      {"RAHMAT JAYA", "RAHMATJAYA", "equal by spelling"},  // TJ is read across the joint, on both sides
      {"MUHALI", "MUH ALI", "equal by spelling"},
      {"T JAHYO", "TJAHYO", "equal by spelling"},
      {"I WAYAN SUDIRA", "SUDIRA", "equal but minor"},
      {"I WAYAN SUDIRA", "WAYAN SUDIRA", "equal but minor"},
      {"ALI BIN UMAR", "ALI", "equal but minor"},
      {"M ALI", "MUHAMMAD ALI", "equal by spelling"},  // M is a short form of MUHAMMAD
      {"M ALI", "MARYAM ALI", "initials"},
      {"D SUDIRA", "DJOKO SUDIRA", "initials"},
      {"J SUDIRA", "DJOKO SUDIRA", "initials"},  // by key
      {"SITI AMINAH", "SITI AMINA", "similar"},
      {"SITI AMINAH", "AMINAH", "subset"},
      {"SITI AMINAH", "SITI", "subset"},
      {"SITI AMINAH", "AMINA", "subset inexact"},
      {"SITI AMINAH", "S", "subset inexact"},
      {"SITI AMINAH", "SITI RATIH", "partly"},
      {"I MADE SUDIRA", "I MADE RATIH", "little"},
      {"I MADE SUDIRA", "MADE", "little"},
      {"ALI BIN UMAR", "UMAR BIN ALI", "little"},  // father and son
      {"SITI BINTI UMAR", "UMAR", "little"},
      {"SITI AMINAH", "BUDI SANTOSO", "different"},
      {"", "SITI", "missing"},
      {"", "", "missing"},
  };
  std::map<std::string, int> seen;
  for (const Case& c : cases) {
    INFO(c.a << " | " << c.b);
    REQUIRE(compare(c.a, c.b).agreement == kKinds.at(c.kind));
    REQUIRE(compare(c.b, c.a) == exchanged(compare(c.a, c.b)));
    ++seen[c.kind];
  }
  REQUIRE(seen.size() == engine::kNameAgreements);
}

TEST_CASE("compare_names: counts say how each token was paired", "[compare_names]") {
  const NameComparison c = compare("MOCH SITI AMINAH S BUDIN", "SITIAMINAH SUDIRA MUHAMMAD BUDIR RATIH");
  REQUIRE(c.exact == 0);
  REQUIRE(c.spelled == 1);  // MOCH
  REQUIRE(c.joined == 1);   // SITI AMINAH
  REQUIRE(c.initial == 1);  // S
  REQUIRE(c.similar == 1);  // BUDIN and BUDIR
  REQUIRE(c.similarity == 80 * kPercent);
  REQUIRE(c.firm == 2);
  REQUIRE(c.words_left_a == 0);
  REQUIRE(c.words_left_b == 1);  // RATIH
  REQUIRE(c.agreement == NameAgreement::kSubsetInexact);
}

TEST_CASE("compare_names: without a similarity no pair is similar", "[compare_names]") {
  const NameComparison c = compare("SITI AMINAH", "SITI AMINA", {});
  REQUIRE(c.similar == 0);
  REQUIRE(c.agreement == NameAgreement::kPartly);
}

TEST_CASE("compare_names: one-letter tokens are never similar, whatever the similarity says", "[compare_names]") {
  const engine::TokenSimilarity blind{[](std::string_view, std::string_view) { return engine::kFullSimilarity; },
                                      70 * kPercent};
  REQUIRE(compare("A", "B", blind).agreement == NameAgreement::kDifferent);
  REQUIRE(compare("A", "BUDI", blind).agreement == NameAgreement::kDifferent);
  REQUIRE(compare("ALI", "BUDI", blind).agreement == NameAgreement::kSimilar);
}

TEST_CASE("compare_names: equally good pairings and a lopsided similarity do not break the symmetry",
          "[compare_names]") {
  // RAHMAT SITIAMINAH may be joined, or SITI AMINAH: either leaves other tokens over.
  const NameComparison c = compare("RAHMAT SITIAMINAH", "RAHMATSITIAMINAH SITI AMINAH", {});
  REQUIRE(c.joined == 1);
  REQUIRE(compare("RAHMATSITIAMINAH SITI AMINAH", "RAHMAT SITIAMINAH", {}) == exchanged(c));
  const engine::TokenSimilarity lopsided{
      [](std::string_view a, std::string_view) { return a == "ALI" ? 90 * kPercent : 10 * kPercent; }, 70 * kPercent};
  REQUIRE(compare("ALI", "BUDI", lopsided) == compare("BUDI", "ALI", lopsided));
  REQUIRE(compare("ALI", "BUDI", lopsided).similar == 1);
}

TEST_CASE("compare_names: the pairing with the largest sum of similarities is found", "[compare_names]") {
  // Greedily RATNASARI takes RATNASARA and leaves RATNADARI with RATMADARA.
  const NameComparison c = compare("RATNASARI RATNADARI", "RATNASARA RATNADARA");
  REQUIRE(c.similar == 2);
  REQUIRE(c.similarity == 2 * 88 * kPercent);
}

TEST_CASE("compare_names: random names equal the best of all pairings, in any order of words", "[compare_names]") {
  std::mt19937_64 random(1972);
  std::map<std::string, int> seen;
  for (int round = 0; round < 20'000; ++round) {
    const std::string a = random_name(random, 5);
    const std::string b = random() % 2 == 0 ? near_name(random, a) : random_name(random, 5);
    const bool with_similarity = random() % 4 != 0;
    const engine::TokenSimilarity similarity = with_similarity ? kSimilarity : engine::TokenSimilarity{};
    const NameComparison found = compare(a, b, similarity);
    INFO(a << " | " << b);
    if (!(compare(b, a, similarity) == exchanged(found))) FAIL("not symmetric");
    const auto tokens_a = reference::tokens_of_name(a), tokens_b = reference::tokens_of_name(b);
    if (tokens_a.empty() || tokens_b.empty()) {
      if (!(found == NameComparison{})) FAIL("not missing");
      ++seen["missing"];
      continue;
    }
    reference::EveryPairing every(tokens_a, tokens_b,
                                  with_similarity ? edit_similarity_reference : reference::EveryPairing::Similarity(),
                                  70 * kPercent);
    const reference::BestPairings best = every.best();
    const reference::Judgement judgement = {found.exact,   found.spelled,    found.joined, found.initial,
                                            found.similar, found.similarity, found.firm,   best.judgement[7]};
    if (judgement != best.judgement) FAIL("another pairing is better");
    const reference::LeftOver left = {found.words_left_a, found.words_left_b, found.minor_left_a, found.minor_left_b};
    if (best.left.count(left) == 0) FAIL("left over by no best pairing");
    const std::string kind = reference::name_agreement(judgement, left);
    if (found.agreement != kKinds.at(kind)) FAIL(kind);
    ++seen[kind];
    if (a.find("BIN") == std::string::npos) {
      std::vector<std::string> words = words_of(a);
      std::shuffle(words.begin(), words.end(), random);
      if (!(compare(joined(words), b, similarity) == found)) FAIL("depends on the order of the words");
    }
  }
  for (const auto& [kind, value] : kKinds) {
    INFO(kind);
    REQUIRE(seen[kind] > 15);
  }
}

TEST_CASE("compare_names: names of very many words end, symmetric, and count every token", "[compare_names]") {
  std::mt19937_64 random(40);
  std::string a, b;
  for (int i = 0; i < 40; ++i) {
    a += (i != 0 ? " " : "") + std::string("AMINA") + static_cast<char>('A' + i % 26) + static_cast<char>('A' + i / 26);
    b += (i != 0 ? " " : "") + std::string("AMINO") + static_cast<char>('A' + i % 26) + static_cast<char>('A' + i / 26);
  }
  const NameComparison c = compare(a, b);
  REQUIRE(c.similar == engine::kMostPaired);
  REQUIRE(c.words_left_a == 40 - engine::kMostPaired);
  REQUIRE(c.words_left_b == 40 - engine::kMostPaired);
  REQUIRE(compare(b, a) == exchanged(c));
  REQUIRE(compare(a, a).exact == 40);
}
