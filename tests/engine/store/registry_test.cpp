#include "engine/store/registry.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>

#include "engine/parallel.h"
#include "engine/store/registry_memory.h"
#include "tests/engine/batches.h"

using namespace engine;
using tests::batch_of;
using tests::Person;

namespace {

RegistryBuilder::Result build(const std::vector<Person>& people) {
  RegistryBuilder builder;
  builder.add(batch_of(people));
  return builder.build();
}

std::vector<Person> random_people(std::mt19937_64& random, std::size_t count) {
  std::vector<Person> people;
  for (std::size_t i = 0; i < count; ++i) {
    Person p;
    p.nik = 1'101'010'101'800'001ull + random() % (count * 4);  // now and then a NIK twice
    p.kk = 1'101'010'101'100'000ull + random() % (count / 3 + 1);
    p.name = std::string("NAMA ") + static_cast<char>('A' + random() % 26);
    p.village = static_cast<VillageIndex>(p.kk % 50 == 0 ? kUnknownVillage : p.kk % 50);
    p.relation = static_cast<std::uint8_t>(1 + random() % 3);
    people.push_back(p);
  }
  return people;
}

// Everything a later stage can see of a registry, as text.
std::string picture(const Registry& registry) {
  std::string text;
  NameBuffer buffer;
  for (FamilyRow f = 0; f < registry.families.size(); ++f) {
    text += std::to_string(registry.families.kk[f]) + "@" + std::to_string(registry.families.village[f]) + ":";
    for (PersonRow p = registry.families.first_person[f]; p < registry.families.first_person[f + 1]; ++p) {
      text += std::to_string(registry.persons.nik[p]) + "/" + std::string(registry.persons.name_of(p, buffer)) + ",";
    }
    text += "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("registry: families ascend by village then KK, members by NIK, unknown regions last", "[registry]") {
  const auto built = build({{.nik = 5, .kk = 900, .village = 7},
                            {.nik = 4, .kk = 100, .village = 7},
                            {.nik = 3, .kk = 500, .village = kUnknownVillage},
                            {.nik = 2, .kk = 900, .village = 7},
                            {.nik = 1, .kk = 800, .village = 2}});
  const Registry& registry = built.registry;
  REQUIRE(registry.families.kk == std::vector<std::uint64_t>{800, 100, 900, 500});
  REQUIRE(registry.persons.nik == std::vector<std::uint64_t>{1, 4, 2, 5, 3});
  REQUIRE(registry.families.first_person == std::vector<PersonRow>{0, 1, 2, 4, 5});
  REQUIRE(registry.persons.find({5}) == 3);
  REQUIRE(registry.persons.find({6}) == kNoRow);
  REQUIRE(registry.families.find({900}) == 2);
}

TEST_CASE("registry: a family lives where most members live, of equals in the smallest known village", "[registry]") {
  const auto built = build({{.nik = 1, .kk = 10, .village = 9},
                            {.nik = 2, .kk = 10, .village = 4},
                            {.nik = 3, .kk = 10, .village = 9},
                            {.nik = 4, .kk = 20, .village = 9},
                            {.nik = 5, .kk = 20, .village = 4},
                            {.nik = 6, .kk = 30, .village = kUnknownVillage},
                            {.nik = 7, .kk = 30, .village = 4}});
  const FamilyTable& families = built.registry.families;
  REQUIRE(families.village[families.find({10})] == 9);
  REQUIRE(families.village[families.find({20})] == 4);
  REQUIRE(families.village[families.find({30})] == 4);
}

TEST_CASE("registry: of rows that share a NIK the one with the newest KK stays, in any order of rows", "[registry]") {
  // KK digits 7-12 are the registration date: 17-05-12 is newer than 17-05-99.
  const Person old_row{.nik = 42, .kk = 1'101'011'705'990'001ull, .name = "LAMA"};
  const Person new_row{.nik = 42, .kk = 1'101'011'705'120'001ull, .name = "BARU"};
  const Person third{.nik = 42, .kk = 1'101'011'605'120'001ull, .name = "TENGAH"};
  std::vector<Person> rows{old_row, new_row, third};
  std::sort(rows.begin(), rows.end(), [](const Person& a, const Person& b) { return a.name < b.name; });
  do {
    const auto built = build(rows);
    REQUIRE(built.registry.persons.size() == 1);
    NameBuffer buffer;
    REQUIRE(built.registry.persons.name_of(0, buffer) == "BARU");
    REQUIRE(built.registry.persons.find({42}) == 0);
    REQUIRE(built.repeated.size() == 2);
  } while (std::next_permutation(rows.begin(), rows.end(),
                                 [](const Person& a, const Person& b) { return a.name < b.name; }));
}

TEST_CASE("registry: shuffled rows and any thread count give the same tables", "[registry][threads]") {
  std::mt19937_64 random(11);
  auto people = random_people(random, 40'000);
  const auto wanted = build(people);
  // The plain count: distinct NIKs and distinct KKs of the surviving rows.
  std::map<std::uint64_t, int> niks;
  for (const Person& p : people) ++niks[p.nik];
  REQUIRE(wanted.registry.persons.size() == niks.size());
  REQUIRE(wanted.repeated.size() == people.size() - niks.size());
  const std::string wanted_picture = picture(wanted.registry);
  for (const int threads : {1, 2, 3, 8}) {
    set_threads(threads);
    std::shuffle(people.begin(), people.end(), random);
    const auto again = build(people);
    REQUIRE(picture(again.registry) == wanted_picture);
    for (PersonRow p = 0; p < again.registry.persons.size(); p += 97) {
      REQUIRE(again.registry.persons.find({again.registry.persons.nik[p]}) == p);
    }
  }
  set_threads(0);
}

TEST_CASE("registry: members who are dead or second rows of a cluster are not counted", "[registry]") {
  auto built = build({{.nik = 1, .kk = 10}, {.nik = 2, .kk = 10}, {.nik = 3, .kk = 10}, {.nik = 4, .kk = 20}});
  built.registry.persons.marks[0].set_dead();
  built.registry.persons.marks[1].set_second_row();
  built.registry.persons.marks[3].set_dead();
  count_members(built.registry);
  REQUIRE(built.registry.families.members == std::vector<std::uint16_t>{1, 0});
}

TEST_CASE("registry: an empty registry has no families and finds nothing", "[registry]") {
  RegistryBuilder builder;
  const auto built = builder.build();
  REQUIRE(built.registry.families.size() == 0);
  REQUIRE(built.registry.persons.find({1}) == kNoRow);
}

TEST_CASE("registry: its memory is 24 bytes a person and 22 a family, with the dictionary and indexes apart",
          "[registry]") {
  std::mt19937_64 random(12);
  const auto built = build(random_people(random, 5'000));
  const std::uint64_t persons = built.registry.persons.size(), families = built.registry.families.size();
  const std::vector<TableMemory> memory = registry_memory(built.registry);
  REQUIRE(memory.size() == 5);
  REQUIRE(memory[0].name == "persons");
  REQUIRE(memory[0].bytes() == 24 * persons);
  REQUIRE(memory[1].bytes() == 8192 * 4);  // slots for half as many again, a power of two
  REQUIRE(memory[2].rows == 27);           // NAMA and 26 letters
  REQUIRE(memory[3].name == "families");
  REQUIRE(memory[3].bytes() == 22 * families + 4);
}
