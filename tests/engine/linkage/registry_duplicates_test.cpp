#include "engine/linkage/registry_duplicates.h"

#include <catch2/catch.hpp>
#include <random>

#include "engine/parallel.h"
#include "kernels/cpu.h"
#include "tests/engine/batches.h"

using namespace engine;
using tests::batch_of;
using tests::Person;

namespace {

Registry registry_of(const std::vector<Person>& people) {
  RegistryBuilder builder;
  builder.add(batch_of(people));
  return std::move(builder.build().registry);
}

// Fills a registry with persons who share nothing with the persons under test.
std::vector<Person> strangers(std::size_t count) {
  std::vector<Person> people;
  for (std::size_t i = 0; i < count; ++i) {
    const auto birth = civil_from_day(static_cast<Day>(20'000 + i % 9'000));
    char text[32];
    std::snprintf(text, sizeof text, "%04d-%02d-%02d", birth.year, birth.month, birth.day);
    people.push_back({.nik = 5'000'000 + i, .kk = 70'000 + i / 3, .name = "ORANG " + std::to_string(i), .birth = text});
  }
  return people;
}

}  // namespace

TEST_CASE("duplicates: a rare name on an ordinary date is a cluster, the newest valid row counts", "[linkage]") {
  auto people = strangers(3000);
  people.push_back({.nik = 10, .kk = 1'101'011'705'990'001ull, .name = "RARA LANGKA", .birth = "1971-02-03"});
  people.push_back({.nik = 20, .kk = 1'101'011'705'120'001ull, .name = "RARA LANGKA", .birth = "1971-02-03"});
  Registry registry = registry_of(people);
  const auto clusters = find_registry_duplicates(registry);
  REQUIRE(clusters.size() == 1);
  REQUIRE(clusters[0].probability >= kPadanProbability);
  const SecondRows second_rows = mark_second_rows(clusters, registry);
  REQUIRE(second_rows.size() == 1);
  REQUIRE(second_rows.counted(registry.persons, registry.persons.find({10})) == registry.persons.find({20}));
  REQUIRE(second_rows.counted(registry.persons, registry.persons.find({20})) == registry.persons.find({20}));
  REQUIRE(registry.persons.marks[registry.persons.find({10})].second_row());
  REQUIRE(registry.persons.marks[registry.persons.find({20})].counts());
}

TEST_CASE("duplicates: the dead row of a cluster is not the one that counts", "[linkage]") {
  auto people = strangers(3000);
  people.push_back({.nik = 10, .kk = 1'101'011'705'990'001ull, .name = "RARA LANGKA", .birth = "1971-02-03"});
  people.push_back({.nik = 20, .kk = 1'101'011'705'120'001ull, .name = "RARA LANGKA", .birth = "1971-02-03"});
  Registry registry = registry_of(people);
  registry.persons.marks[registry.persons.find({20})].set_dead();
  mark_second_rows(find_registry_duplicates(registry), registry);
  REQUIRE(registry.persons.marks[registry.persons.find({10})].counts());
}

TEST_CASE("duplicates: a common name on a default date is not a cluster", "[linkage]") {
  auto people = strangers(3000);
  for (std::uint64_t i = 0; i < 60; ++i) {
    people.push_back({.nik = 100 + i,
                      .kk = 900 + i,
                      .name = "SLAMET",
                      .birth = i < 8 ? "1960-07-01" : "19" + std::to_string(30 + i) + "-03-04"});
  }
  for (std::uint64_t i = 0; i < 200; ++i) {
    people.push_back({.nik = 1000 + i, .kk = 2000 + i, .name = "LAIN " + std::to_string(i), .birth = "1960-07-01"});
  }
  REQUIRE(find_registry_duplicates(registry_of(people)).empty());
}

TEST_CASE("duplicates: other sex, other date or no date never makes a cluster", "[linkage]") {
  auto people = strangers(3000);
  people.push_back({.nik = 10, .kk = 1, .name = "RARA LANGKA", .birth = "1971-02-03"});
  people.push_back({.nik = 11, .kk = 2, .name = "RARA LANGKA", .birth = "1971-02-03", .sex = Sex::kFemale});
  people.push_back({.nik = 12, .kk = 3, .name = "RARA LANGKA", .birth = "1996-11-24"});
  people.push_back({.nik = 13, .kk = 4, .name = "DUA KOSONG", .birth = ""});
  people.push_back({.nik = 14, .kk = 5, .name = "DUA KOSONG", .birth = ""});
  REQUIRE(find_registry_duplicates(registry_of(people)).empty());
}

TEST_CASE("duplicates: a date as a clerk confuses it and a rare name are a cluster", "[linkage]") {
  for (const char* other : {"1971-03-02", "1971-02-13", "1974-02-03", "1971-07-01"}) {
    CAPTURE(other);
    auto people = strangers(3000);
    people.push_back({.nik = 10, .kk = 1, .name = "RARA LANGKAWATI", .birth = "1971-02-03"});
    people.push_back({.nik = 20, .kk = 2, .name = "RARA LANGKAWATI", .birth = other});
    const auto clusters = find_registry_duplicates(registry_of(people));
    REQUIRE(clusters.size() == 1);
    REQUIRE(clusters[0].rows.size() == 2);
  }
}

TEST_CASE("duplicates: a fault of the name on an equal ordinary date is a cluster", "[linkage]") {
  for (const char* other : {"RARA LANGKAWATTI", "LANGKAWATI RARA", "RARA LANGKAVATI", "RARALANGKAWATI"}) {
    CAPTURE(other);
    auto people = strangers(3000);
    people.push_back({.nik = 10, .kk = 1, .name = "RARA LANGKAWATI", .birth = "1971-02-03"});
    people.push_back({.nik = 20, .kk = 2, .name = other, .birth = "1971-02-03"});
    REQUIRE(find_registry_duplicates(registry_of(people)).size() == 1);
  }
}

TEST_CASE("duplicates: twins, brothers, father and son, and namesakes of a village are different persons",
          "[linkage]") {
  struct Pair {
    Person first, second;
  };
  for (const Pair& pair :
       {// twins with rhyming names and neighbouring serials on one card
        Pair{{.nik = 3273'0117'0580'0001ull, .kk = 1, .name = "HASANWIRA", .birth = "1980-05-17"},
             {.nik = 3273'0117'0580'0002ull, .kk = 1, .name = "HASINWIRA", .birth = "1980-05-17"}},
        // brothers with one word in common
        Pair{{.nik = 3273'0117'0580'0001ull, .kk = 1, .name = "HASANWIRA SETIAGUNA", .birth = "1980-05-17"},
             {.nik = 3273'0117'0582'0001ull, .kk = 1, .name = "MARTOWIRA SETIAGUNA", .birth = "1982-05-17"}},
        // a son who bears the father's name
        Pair{{.nik = 3273'0117'0550'0001ull, .kk = 1, .name = "HASANWIRA", .birth = "1950-05-17", .relation = 1},
             {.nik = 3273'0111'0880'0002ull, .kk = 1, .name = "HASANWIRA", .birth = "1980-08-11", .relation = 3}},
        // one frequent word on one day in one village
        Pair{{.nik = 3273'0117'0580'0001ull, .kk = 1, .name = "ORANG MADYA", .birth = "1980-05-17"},
             {.nik = 3273'0117'0580'0002ull, .kk = 2, .name = "ORANG JENGGALA", .birth = "1980-05-17"}}}) {
    CAPTURE(pair.first.name, pair.second.name);
    auto people = strangers(3000);
    people.push_back(pair.first);
    people.push_back(pair.second);
    REQUIRE(find_registry_duplicates(registry_of(people)).empty());
  }
}

TEST_CASE("duplicates: the second row on the person's own card is found where all agrees", "[linkage]") {
  auto people = strangers(3000);
  people.push_back({.nik = 3273'0117'0580'0001ull, .kk = 1, .name = "RARA LANGKAWATI", .birth = "1980-05-17"});
  people.push_back({.nik = 3273'0117'0580'0002ull, .kk = 1, .name = "RARA LANGKAWATI", .birth = "1980-05-17"});
  REQUIRE(find_registry_duplicates(registry_of(people)).size() == 1);
}

TEST_CASE("duplicates: a person recorded three times is one cluster", "[linkage]") {
  auto people = strangers(3000);
  for (std::uint64_t i = 0; i < 3; ++i) {
    people.push_back({.nik = 10 + 10 * i, .kk = 1 + i, .name = "RARA LANGKAWATI", .birth = "1971-02-03"});
  }
  const auto clusters = find_registry_duplicates(registry_of(people));
  REQUIRE(clusters.size() == 1);
  REQUIRE(clusters[0].rows.size() == 3);
}

TEST_CASE("duplicates: the same clusters at any thread count, SIMD level and order of rows", "[linkage][threads]") {
  std::mt19937_64 random(5);
  std::vector<Person> people = strangers(2000);
  for (std::uint64_t i = 0; i < 3000; ++i) {
    people.push_back({.nik = 3273'0100'0000'0000ull + i * 977'003 % 1'000'000'000,
                      .kk = 1 + i % 900,
                      .name = "N" + std::string(1 + random() % 5, static_cast<char>('A' + random() % 26)) + "TO W" +
                              std::string(1, static_cast<char>('A' + random() % 26)) + "RI",
                      .birth = "19" + std::to_string(50 + random() % 40) + "-06-1" + std::to_string(random() % 9),
                      .sex = random() % 2 == 0 ? Sex::kMale : Sex::kFemale,
                      .village = static_cast<VillageIndex>(random() % 4)});
    if (i % 50 == 0) {
      people.push_back(people.back());
      people.back().nik += 3'000'000'000ull;
      people.back().kk += 5'000;
    }
  }
  std::vector<std::pair<std::vector<std::uint64_t>, std::uint32_t>> wanted;
  for (const int threads : {1, 2, 3, 8}) {
    set_threads(threads);
    for (const auto level : {kernels::SimdLevel::kScalar, kernels::SimdLevel::kAvx2, kernels::SimdLevel::kAvx512}) {
      if (!kernels::use_simd_level(level)) continue;
      std::shuffle(people.begin(), people.end(), random);
      const Registry registry = registry_of(people);
      std::vector<std::pair<std::vector<std::uint64_t>, std::uint32_t>> found;
      for (const DuplicateCluster& cluster : find_registry_duplicates(registry)) {
        found.push_back({{}, cluster.probability});
        for (const PersonRow row : cluster.rows) found.back().first.push_back(registry.persons.nik[row]);
      }
      if (wanted.empty()) wanted = found;
      REQUIRE(found.size() > 30);
      REQUIRE(found == wanted);
    }
  }
  kernels::use_simd_level(kernels::supported_simd_level());
  set_threads(0);
}
