#include "engine/linkage/registry_duplicates.h"

#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <tuple>

#include "engine/parallel.h"
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
  people.push_back({.nik = 12, .kk = 3, .name = "RARA LANGKA", .birth = "1971-02-04"});
  people.push_back({.nik = 13, .kk = 4, .name = "DUA KOSONG", .birth = ""});
  people.push_back({.nik = 14, .kk = 5, .name = "DUA KOSONG", .birth = ""});
  REQUIRE(find_registry_duplicates(registry_of(people)).empty());
}

TEST_CASE("duplicates: clusters equal the count by map at any thread count", "[linkage][threads]") {
  std::mt19937_64 random(5);
  std::vector<Person> people = strangers(2000);
  for (std::uint64_t i = 0; i < 1500; ++i) {
    people.push_back({.nik = 10 + i,
                      .kk = 1 + i % 400,
                      .name = "N" + std::to_string(random() % 700),
                      .birth = "19" + std::to_string(50 + random() % 4) + "-06-1" + std::to_string(random() % 3),
                      .sex = random() % 2 == 0 ? Sex::kMale : Sex::kFemale});
  }
  std::map<std::pair<std::string, Sex>, std::uint64_t> names;
  std::map<std::string, std::uint64_t> dates;
  std::map<std::tuple<std::string, std::string, Sex>, std::vector<std::uint64_t>> groups;
  for (const Person& p : people) {
    ++names[{p.name, p.sex}];
    ++dates[p.birth];
    groups[{p.name, p.birth, p.sex}].push_back(p.nik);
  }
  std::map<std::uint64_t, std::pair<std::vector<std::uint64_t>, std::uint64_t>>
      wanted;  // smallest NIK → NIKs, probability
  for (auto& [key, niks] : groups) {
    const auto& [name, birth, sex] = key;
    const double chance = static_cast<double>(names[{name, sex}] - 1) * static_cast<double>(dates[birth] - 1) /
                          static_cast<double>(people.size());
    const auto probability = static_cast<std::uint64_t>(10'000.0 * 0.004 / (0.004 + chance) + 1e-9);
    std::sort(niks.begin(), niks.end());
    if (niks.size() > 1 && probability >= kListed) wanted[niks.front()] = {niks, probability};
  }
  for (const int threads : {1, 2, 3, 8}) {
    set_threads(threads);
    std::shuffle(people.begin(), people.end(), random);
    const Registry registry = registry_of(people);
    const auto clusters = find_registry_duplicates(registry);
    REQUIRE(clusters.size() == wanted.size());
    auto expected = wanted.begin();
    for (const DuplicateCluster& cluster : clusters) {
      std::vector<std::uint64_t> niks;
      for (const PersonRow row : cluster.rows) niks.push_back(registry.persons.nik[row]);
      REQUIRE(niks == expected->second.first);
      REQUIRE(cluster.probability == expected->second.second);
      ++expected;
    }
  }
  set_threads(0);
}
