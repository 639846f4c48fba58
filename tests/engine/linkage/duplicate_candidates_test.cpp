#include "engine/linkage/duplicate_candidates.h"

#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "engine/linkage/duplicate_model.h"
#include "engine/linkage/registry_duplicates.h"
#include "engine/parallel.h"
#include "tests/engine/batches.h"

using namespace engine;
using tests::Person;

namespace {

Registry registry_of(const std::vector<Person>& people) {
  RegistryBuilder builder;
  builder.add(tests::batch_of(people));
  return std::move(builder.build().registry);
}

std::string word(std::uint64_t number) {
  static constexpr const char* kSyllables[] = {"MU", "TAR", "WI", "SEN", "GO", "LAK", "DI", "PRA", "NU", "BES"};
  std::string text;
  for (int i = 0; i < 3; ++i, number /= 10) text += kSyllables[number % 10];
  return text;
}

std::string date(std::uint64_t year, std::uint64_t month, std::uint64_t day) {
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", static_cast<int>(year), static_cast<int>(month),
                static_cast<int>(day));
  return text;
}

std::vector<Person> crowd(std::size_t count, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<Person> people;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string birth = date(1950 + random() % 60, 1 + random() % 12, 1 + random() % 28);
    people.push_back({.nik = 1101'0100'0000'0000ull + random() % 1'000'000'000'000,
                      .kk = 1 + i / 3,
                      .name = word(random() % 1000 * (random() % 1000) / 1000) + " " + word(random() % 1000),
                      .birth = birth,
                      .sex = random() % 2 == 0 ? Sex::kMale : Sex::kFemale,
                      .village = static_cast<VillageIndex>(i / 3 % 40)});
  }
  return people;
}

struct Gathered {
  Registry registry;
  DuplicatePlaces places;
  DuplicateNames names;
  DuplicateCandidates candidates;
  explicit Gathered(const std::vector<Person>& people)
      : registry(registry_of(people)),
        places(registry, nullptr),
        names(registry.persons, places.province_begin()),
        candidates(gather_duplicate_candidates(registry, places, names)) {}
};

}  // namespace

TEST_CASE("duplicate candidates: equal the comparison of all pairs where no block is too large", "[linkage]") {
  std::vector<Person> people = crowd(1200, 4);
  for (std::size_t i = 0; i < 60; ++i) {  // faults of name or date, and close NIKs
    Person copy = people[i * 7];
    copy.kk += 5000;
    copy.nik += i % 2 == 0 ? 1 : 77'000;
    if (i % 3 == 0) copy.name.back() = copy.name.back() == 'Z' ? 'Y' : 'Z';
    if (i % 3 == 1) copy.birth[3] = copy.birth[3] == '9' ? '0' : '9';
    people.push_back(copy);
  }
  const Gathered found(people);
  const PersonTable& persons = found.registry.persons;
  std::set<std::pair<PersonRow, PersonRow>> wanted;
  for (PersonRow b = 0; b < persons.size(); ++b) {
    for (PersonRow a = 0; a < b; ++a) {
      if (persons.marks[a].sex() != persons.marks[b].sex()) continue;
      const NameKind name = found.names.compare(a, b).kind;
      const DateKind dates = date_kind(persons.birth[a], persons.birth[b]);
      if (name == NameKind::kOther || dates == DateKind::kOther) continue;
      const bool alike =
          sketches_alike(found.names.sketch(found.names.words(a)), found.names.sketch(found.names.words(b)));
      if ((dates == DateKind::kEqual && alike) || name <= NameKind::kRespelled) wanted.insert({a, b});
    }
  }
  std::set<std::pair<PersonRow, PersonRow>> by_date_or_name;
  for (const DuplicatePair& pair : found.candidates.pairs) {
    REQUIRE(pair.a < pair.b);
    if ((pair.passes & (kDateBlock | kDateAndWord | kName)) != 0) {
      REQUIRE(by_date_or_name.insert({pair.a, pair.b}).second);  // each pair once
    }
  }
  REQUIRE(wanted.size() >= 60);
  REQUIRE(by_date_or_name == wanted);
}

TEST_CASE("duplicate candidates: ten times the rows on one date or of one name are not a hundred times the pairs",
          "[linkage]") {
  const auto compared = [](std::size_t rows, bool one_date, bool one_name) {
    std::vector<Person> people = crowd(rows, 9);
    for (Person& person : people) {
      if (one_date) person.birth = "1970-07-01";
      if (one_name) person.name = "SLAMET";
    }
    const Gathered found(people);
    return std::pair{found.candidates.compared, found.candidates.pairs.size()};
  };
  for (const auto& [one_date, one_name] : {std::pair{true, false}, {false, true}, {true, true}}) {
    CAPTURE(one_date, one_name);
    const auto [small, small_pairs] = compared(3'000, one_date, one_name);
    const auto [large, large_pairs] = compared(30'000, one_date, one_name);
    REQUIRE(large <= 400 * 30'000);
    REQUIRE(large <= 15 * small + 30'000 * 100);
    REQUIRE(large_pairs <= 60 * 30'000);
  }
}

TEST_CASE("duplicate candidates: blank names, blank dates and unknown sex are in no pair", "[linkage]") {
  std::vector<Person> people = crowd(300, 2);
  for (std::size_t i = 0; i < 300; ++i) {
    if (i % 3 == 0) people[i].name = "";
    if (i % 3 == 1) people[i].birth = "";
    if (i % 3 == 2) people[i].sex = Sex::kUnknown;
    if (i % 3 != 0) people[i].name = "RARA LANGKA";
    if (i % 3 != 1) people[i].birth = "1970-05-17";
  }
  REQUIRE(Gathered(people).candidates.pairs.empty());
}

TEST_CASE("duplicate model: EM finds the planted share of second rows from another start value", "[linkage]") {
  for (const double planted : {0.002, 0.02}) {
    CAPTURE(planted);
    std::vector<Person> people = crowd(60'000, 12);
    std::mt19937_64 random(8);
    const auto seconds = static_cast<std::size_t>(planted * 60'000);
    for (std::size_t i = 0; i < seconds; ++i) {
      Person copy = people[random() % 60'000];
      copy.kk += 100'000 + i;
      copy.nik += 3'000'000 + i * 17;
      copy.village = static_cast<VillageIndex>(random() % 40);
      if (i % 3 == 0) copy.name.pop_back();
      people.push_back(copy);
    }
    const Gathered found(people);
    const DuplicateModel model(found.registry, found.places, found.candidates);
    REQUIRE(model.iterations() < 200);
    // Both rows of a person have a second one.
    REQUIRE(model.second_rows() > 1.6 * planted);
    REQUIRE(model.second_rows() < 2.6 * planted);
  }
}
