#include "engine/linkage/link_sources.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <random>

#include "engine/parallel.h"
#include "tests/engine/batches.h"
#include "tests/reference/link_by_map.h"

using namespace engine;
using tests::batch_of;
using tests::Person;

namespace {

Registry registry_of(const std::vector<Person>& people) {
  RegistryBuilder builder;
  builder.add(batch_of(people));
  return std::move(builder.build().registry);
}

std::string random_name(std::mt19937_64& random) {
  std::string name;
  const std::size_t length = 1 + random() % 20;
  for (std::size_t i = 0; i < length; ++i) name += i % 7 == 6 ? ' ' : static_cast<char>('A' + random() % 5);
  return name;
}

std::string misspelt(std::string name, std::mt19937_64& random) {
  for (std::uint64_t edits = random() % 5; edits > 0 && !name.empty(); --edits) {
    name[random() % name.size()] = static_cast<char>('A' + random() % 5);
    if (random() % 4 == 0) name.erase(random() % name.size(), 1);
  }
  return name;
}

}  // namespace

TEST_CASE("linking: the start cuts give padan at 80, ragu at 60, konflik below, tidak padan without a NIK",
          "[linkage]") {
  const Registry registry = registry_of({{.nik = 11, .kk = 1, .name = "ABCDEFGHIJ"}});
  const auto links = link_batch(registry.persons, batch_of({{.nik = 11, .name = "ABCDEFGHIJ"},
                                                            {.nik = 11, .name = "ABCDEFGHXX"},
                                                            {.nik = 11, .name = "ABCDEFGXXX"},
                                                            {.nik = 11, .name = "ABCDEFXXXX"},
                                                            {.nik = 11, .name = "ABCDEXXXXX"},
                                                            {.nik = 12, .name = "ABCDEFGHIJ"},
                                                            {.nik = 0, .name = "ABCDEFGHIJ"}}));
  const std::vector<MatchState> wanted{MatchState::kPadan,     MatchState::kPadan,   MatchState::kRagu,
                                       MatchState::kRagu,      MatchState::kKonflik, MatchState::kTidakPadan,
                                       MatchState::kTidakPadan};
  const std::vector<int> similarity{100, 80, 70, 60, 50, 0, 0};
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    CAPTURE(i);
    REQUIRE(links[i].state == wanted[i]);
    REQUIRE(links[i].similarity == similarity[i]);
    REQUIRE((links[i].person == kNoRow) == (wanted[i] == MatchState::kTidakPadan));
  }
}

TEST_CASE("linking: every decision equals the join by map over random registries", "[linkage][threads]") {
  const auto clock_seed = static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
  for (const std::uint64_t seed : {std::uint64_t{1}, std::uint64_t{2}, std::uint64_t{3}, clock_seed}) {
    INFO("seed " << seed);
    std::mt19937_64 random(seed);
    std::vector<Person> people;
    std::map<std::uint64_t, std::string> by_map;
    for (int i = 0; i < 3000; ++i) {
      Person p{.nik = 1 + random() % 9000, .kk = 1 + random() % 900, .name = random_name(random)};
      if (by_map.emplace(p.nik, tests::normalized(p.name)).second) people.push_back(p);
    }
    const Registry registry = registry_of(people);
    std::vector<Person> rows;
    for (int i = 0; i < 4000; ++i) {
      Person row{.nik = random() % 10 == 0 ? 0 : 1 + random() % 12000};
      const auto known = by_map.find(row.nik);
      row.name = known != by_map.end() && random() % 5 != 0 ? misspelt(known->second, random) : random_name(random);
      rows.push_back(row);
    }
    for (const int threads : {1, 2, 3, 8}) {
      set_threads(threads);
      const auto links = link_batch(registry.persons, batch_of(rows));
      for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto wanted = tests::reference::link_by_map(by_map, rows[i].nik, tests::normalized(rows[i].name));
        CAPTURE(i);
        REQUIRE(wanted.state == match_state_name(links[i].state));
        REQUIRE(wanted.similarity == links[i].similarity);
        REQUIRE(wanted.registry_nik == (links[i].person == kNoRow ? 0 : registry.persons.nik[links[i].person]));
      }
    }
  }
  set_threads(0);
}
