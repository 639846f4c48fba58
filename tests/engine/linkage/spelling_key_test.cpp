#include "engine/linkage/spelling_key.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>

#include "tests/reference/name_token_sets.h"

TEST_CASE("spelling_key: each step alone does its own and nothing else", "[spelling_key]") {
  struct Case {
    unsigned step;
    const char *word, *key;
  };
  const Case cases[] = {
      {engine::kOldSpelling, "BOEDI", "BUDI"},
      {engine::kOldSpelling, "DJOKO", "JOKO"},
      {engine::kOldSpelling, "TJAHJO", "CAHJO"},
      {engine::kOldSpelling, "SJARIF", "SYARIF"},
      {engine::kOldSpelling, "NJOMAN", "NYOMAN"},
      {engine::kOldSpelling, "ANDJANI", "ANJANI"},  // one pass: the J of DJ is not read again
      {engine::kOldSpelling, "ACHMAD", "AKHMAD"},
      {engine::kOldSpelling, "JUNNAIDI", "JUNNAIDI"},
      {engine::kSoftJ, "JUSUF", "YUSUF"},
      {engine::kSoftJ, "YUSUF", "YUSUF"},
      {engine::kGlide, "SUMIYATI", "SUMIATI"},
      {engine::kGlide, "SUMIY", "SUMIY"},
      {engine::kGlide, "YATI", "YATI"},
      {engine::kShortForms, "M", "MUHAMMAD"},
      {engine::kShortForms, "MUH", "MUHAMMAD"},
      {engine::kShortForms, "MOH", "MUHAMMAD"},
      {engine::kShortForms, "MOCH", "MUHAMMAD"},
      {engine::kShortForms, "MOCHAMAD", "MUHAMMAD"},
      {engine::kShortForms, "ABD", "ABDUL"},
      {engine::kShortForms, "ST", "SITI"},
      {engine::kShortForms, "MUHTAR", "MUHTAR"},
      {engine::kDoubleLetters, "MUHAMMAD", "MUHAMAD"},
      {engine::kDoubleLetters, "AAAB", "AB"},
      {engine::kDoubleLetters, "\xC3\xC3", "\xC3\xC3"},  // bytes of other scripts stay
      {0, "MOCH", "MOCH"},
      {engine::kAllSpellingSteps, "", ""},
  };
  for (const Case& c : cases) {
    INFO(c.word << " by " << c.step);
    REQUIRE(engine::spelling_key(c.word, c.step) == c.key);
  }
}

TEST_CASE("spelling_key: the spellings of one name share a key and other names do not", "[spelling_key]") {
  const auto key = [](const char* word) { return engine::spelling_key(word); };
  for (const char* form :
       {"MUHAMAD", "MOHAMMAD", "MOHAMAD", "MOCHAMMAD", "MOCHAMAD", "MOCH", "MOH", "MUH", "M", "MOEH", "MOEHAMMAD"}) {
    INFO(form);
    REQUIRE(key(form) == key("MUHAMMAD"));
  }
  REQUIRE(key("NOER") == key("NUR"));
  REQUIRE(key("DJOKO") == key("JOKO"));
  REQUIRE(key("JUSUF") == key("YUSUF"));
  REQUIRE(key("ANDJANI") == key("ANJANI"));
  REQUIRE(key("SJAMSOEDDIN") == key("SYAMSUDIN"));
  REQUIRE(key("SUMIYATI") == key("SUMIATI"));
  REQUIRE(key("MARYAM") != key("MUHAMMAD"));
  REQUIRE(key("ABDI") != key("ABDUL"));
  REQUIRE(key("BUDI") != key("BUDIN"));
}

TEST_CASE("spelling_key: random words equal the regular expressions", "[spelling_key]") {
  std::mt19937_64 random(1947);
  const std::string pieces[] = {"O", "E", "D", "J", "T",    "N",   "S",  "C",  "H", "I",
                                "Y", "A", "U", "M", "MOCH", "ABD", "ST", "OE", "AD"};
  for (int round = 0; round < 20'000; ++round) {
    std::string word;
    for (std::size_t left = random() % 8; left > 0; --left) word += pieces[random() % std::size(pieces)];
    if (engine::spelling_key(word) != reference::spelling_key(word)) FAIL(word);
  }
  SUCCEED();
}

TEST_CASE("spelling_key: a longer word begins and ends as the keys of its parts do", "[spelling_key]") {
  std::mt19937_64 random(73);
  const std::string pieces[] = {"O", "E", "D", "J", "T",    "N",   "S",  "C",   "H", "I",
                                "Y", "A", "U", "M", "MOCH", "ABD", "ST", "MAD", "MO"};
  const auto word = [&](std::size_t least) {
    std::string text;
    while (text.size() < least || random() % 3 != 0) text += pieces[random() % std::size(pieces)];
    return text;
  };
  for (int round = 0; round < 40'000; ++round) {
    const std::string first = word(engine::kKeepsFirstLetter), second = word(1), last = word(engine::kKeepsLastLetter);
    if (engine::spelling_key(first + second).front() != engine::spelling_key(first).front())
      FAIL(first << " " << second);
    if (engine::spelling_key(second + last).back() != engine::spelling_key(last).back()) FAIL(second << " " << last);
  }
  for (const char* form : {"M", "MUH", "MOH", "MOCH", "ABD", "ST", "MUHAMAD", "MOHAMMAD", "MOCHAMMAD"}) {
    const std::string text = form;
    for (std::size_t at = 1; at < text.size(); ++at) {
      INFO(form << " cut at " << at);
      if (at >= engine::kKeepsFirstLetter)
        REQUIRE(engine::spelling_key(text.substr(0, at)).front() == engine::spelling_key(text).front());
      if (text.size() - at >= engine::kKeepsLastLetter)
        REQUIRE(engine::spelling_key(text.substr(at)).back() == engine::spelling_key(text).back());
    }
  }
}
