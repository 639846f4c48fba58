#include "engine/linkage/duplicate_candidates.h"

#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "engine/linkage/duplicate_model.h"
#include "engine/linkage/registry_duplicates.h"
#include "engine/parallel.h"
#include "kernels/cpu.h"
#include "tests/engine/batches.h"
#include "tests/reference/nik_pairs.h"

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

// Few areas and days, serials from 1 up, and rows that repeat another one's name with one or two digits of the NIK
// changed: every NIK has many close to it.
std::vector<Person> dense_crowd(std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::set<std::uint64_t> taken;
  std::vector<Person> people;
  while (people.size() < 900) {
    Person person;
    if (people.empty() || random() % 3 != 0) {
      const std::uint64_t month = 1 + random() % 2, day = 1 + random() % 9, year = 70 + random() % 2;
      person.nik =
          (1101'01 + random() % 2) * 10'000'000'000 + (day * 10'000 + month * 100 + year) * 10'000 + 1 + random() % 9;
      person.name = word(random() % 400) + " " + word(random() % 1000);
      person.birth = date(1900 + year, month, day);
    } else {
      person = people[random() % people.size()];
      std::string text = reference::nik_text(person.nik);
      for (std::size_t edits = 1 + random() % 2; edits > 0; --edits) {
        const std::size_t place = random() % 15;
        if (random() % 3 == 0) {
          std::swap(text[place], text[place + 1]);
        } else {
          text[place] = static_cast<char>('0' + random() % 10);
        }
      }
      person.nik = std::stoull(text);
      if (random() % 4 == 0) person.name.pop_back();
    }
    person.kk = 1 + people.size() / 2;
    person.village = static_cast<VillageIndex>(person.kk % 7);
    if (taken.insert(person.nik).second) people.push_back(person);
  }
  return people;
}

// Whether one is the other with a digit changed or two neighbours swapped, and how many digits differ.
std::pair<bool, int> nik_edits(const std::string& a, const std::string& b) {
  int differ = 0;
  bool swap = false;
  for (std::size_t k = 0; k < a.size(); ++k) {
    differ += a[k] != b[k] ? 1 : 0;
    swap |= k > 0 && a[k] != b[k] && a[k - 1] == b[k] && a[k] == b[k - 1];
  }
  return {differ == 1 || (differ == 2 && swap), differ};
}

bool share_a_rare_word(const DuplicateNames& names, const PersonWords& a, const PersonWords& b) {
  for (std::size_t i = 0; i < a.count; ++i) {
    for (std::size_t j = 0; j < b.count; ++j) {
      if (a.ids[i] == b.ids[j] && names.count(a.ids[i]) <= 24) return true;
    }
  }
  return false;
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

TEST_CASE("duplicate candidates: close NIKs equal the comparison of all pairs of dense registries",
          "[linkage][threads]") {
  for (const std::uint64_t seed : {5u, 6u, 7u}) {
    const Registry registry = registry_of(dense_crowd(seed));
    const PersonTable& persons = registry.persons;
    const DuplicatePlaces places(registry, nullptr);
    const DuplicateNames names(persons, places.province_begin());
    std::set<std::pair<PersonRow, PersonRow>> near, far;
    for (PersonRow b = 0; b < persons.size(); ++b) {
      for (PersonRow a = 0; a < b; ++a) {
        const auto [edit, edits] = nik_edits(reference::nik_text(persons.nik[a]), reference::nik_text(persons.nik[b]));
        if ((!edit && edits != 2) || persons.marks[a].sex() != persons.marks[b].sex()) continue;
        const NameEvidence name = names.compare(a, b);
        if (name.kind > NameKind::kSubset || name.rarity < 6 * 1024) continue;
        if (date_kind(persons.birth[a], persons.birth[b]) == DateKind::kOther) continue;
        if (edit && sketches_alike(names.sketch(names.words(a)), names.sketch(names.words(b)))) near.insert({a, b});
        if (!edit && share_a_rare_word(names, names.words(a), names.words(b))) far.insert({a, b});
      }
    }
    REQUIRE(near.size() > 20);
    REQUIRE(far.size() > 20);
    for (const int threads : {1, 2, 3, 8}) {
      set_threads(threads);
      for (const auto level : {kernels::SimdLevel::kScalar, kernels::SimdLevel::kAvx2, kernels::SimdLevel::kAvx512}) {
        if (!kernels::use_simd_level(level)) continue;
        std::set<std::pair<PersonRow, PersonRow>> by_nik, by_nik_and_word;
        for (const DuplicatePair& pair : gather_duplicate_candidates(registry, places, names).pairs) {
          if ((pair.passes & kNik) != 0) by_nik.insert({pair.a, pair.b});
          if ((pair.passes & kNikAndWord) != 0) by_nik_and_word.insert({pair.a, pair.b});
        }
        REQUIRE(by_nik == near);
        REQUIRE(by_nik_and_word == far);
      }
    }
  }
  kernels::use_simd_level(kernels::supported_simd_level());
  set_threads(0);
}

TEST_CASE("duplicate candidates: a crowd of one name and one date costs a bounded number of comparisons a row",
          "[linkage]") {
  constexpr std::size_t kRows = 200'000;
  std::vector<Person> people = crowd(kRows, 17);
  for (Person& person : people) {
    person.name = "SLAMET";
    person.birth = "1970-07-01";
  }
  const Gathered found(people);
  REQUIRE(found.candidates.compared <= 100 * kRows);
  REQUIRE(found.candidates.pairs.size() <= 20 * kRows);
  REQUIRE(found.candidates.left_out > 0);
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
