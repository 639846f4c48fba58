#include "engine/linkage/person_name.h"

#include <catch2/catch.hpp>
#include <random>

#include "kernels/jaro_winkler.h"
#include "tests/engine/linkage/linked_nation.h"

using namespace engine;
using namespace tests;

namespace {

const std::vector<std::string> kWords = {"I",     "NI",     "WAYAN", "BIN",    "BINTI", "IDA",  "AYU",    "LUH",
                                         "BUDI",  "BOEDI",  "MUH",   "M",      "SITI",  "ST",   "AMINAH", "RALI",
                                         "RALLI", "SOTEMU", "SO",    "TEMU",   "KANI",  "KANO", "DOWA",   "WADO",
                                         "D",     "YUGI",   "JUGI",  "TJAHYA", "CAHYA"};

std::string random_name(std::mt19937_64& random, std::size_t most) {
  std::string name;
  const std::size_t count = random() % (most + 1);
  for (std::size_t i = 0; i < count; ++i) {
    std::string word = kWords[random() % kWords.size()];
    if (random() % 6 == 0) word[random() % word.size()] = static_cast<char>('A' + random() % 26);
    if (random() % 12 == 0) word += static_cast<char>('A' + random() % 26);
    name += (name.empty() ? "" : " ") + word;
  }
  return name;
}

}  // namespace

TEST_CASE("person names: comparing by words of the table is comparing by tokens", "[linkage]") {
  std::mt19937_64 random(4);
  std::vector<Person> people;
  for (std::uint64_t i = 0; i < 400; ++i) {
    people.push_back({.nik = 1 + i, .kk = 1 + i / 3, .name = random_name(random, 4)});
  }
  const LinkedNation nation(people);
  const PersonTable& persons = nation.registry.persons;
  std::vector<RowName> rows(300);
  std::vector<std::string> texts;
  for (RowName& row : rows) {
    texts.push_back(normalized(random_name(random, 7)));
    nation.names->read(texts.back(), row);
  }
  NameBuffer buffer;
  int similar = 0, joined = 0, spelled = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (PersonRow person = 0; person < persons.size(); ++person) {
      const std::string other(persons.name_of(person, buffer));
      const NameComparison wanted =
          compare_names(name_tokens(texts[i]), name_tokens(other), {kernels::jaro_winkler, kLeastAlike});
      const NameEvidence found = nation.names->compare(rows[i].name, nation.names->of(person));
      if (!(found.comparison == wanted)) FAIL(texts[i] << " | " << other);
      similar += wanted.similar;
      joined += wanted.joined;
      spelled += wanted.spelled;
      if (found.rarity < 0) FAIL("negative rarity: " << texts[i] << " | " << other);
    }
  }
  REQUIRE(similar > 1'000);
  REQUIRE(joined > 20);
  REQUIRE(spelled > 1'000);
}

TEST_CASE("person names: rare words that agree are worth more than frequent ones", "[linkage]") {
  std::vector<Person> people;
  for (std::uint64_t i = 0; i < 64; ++i)
    people.push_back({.nik = 1 + i, .kk = 1, .name = i < 32 ? "SOTEMU" : "KANIDO"});
  people.push_back({.nik = 1'000, .kk = 2, .name = "WABEYU SOTEMU"});
  const LinkedNation nation(people);
  const auto rarity = [&](const char* row, std::uint64_t nik) {
    RowName name;
    nation.names->read(row, name);
    return nation.names->compare(name.name, nation.names->of(nation.registry.persons.find({nik}))).rarity;
  };
  REQUIRE(rarity("SOTEMU", 1) == -weight_of(33.0 / 65));
  REQUIRE(rarity("WABEYU SOTEMU", 1'000) == -weight_of(33.0 / 65) - weight_of(1.0 / 65));
  REQUIRE(rarity("GIGI", 1) == 0);
  REQUIRE(rarity("", 1) == 0);
}
