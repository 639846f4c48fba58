#include "engine/linkage/source_linking.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "engine/parallel.h"
#include "kernels/cpu.h"
#include "tests/engine/linkage/linked_nation.h"

using namespace engine;
using namespace tests;

namespace {

// A source: most persons once, a third of the rows with errors; `truth` has the NIK in the registry, 0 = none.
struct Source {
  std::vector<Person> rows;
  std::vector<std::uint64_t> truth;
};

std::uint64_t with_digit(std::uint64_t nik, std::mt19937_64& random) {
  std::uint64_t place = 1;
  for (std::uint64_t p = random() % 16; p != 0; --p) place *= 10;
  const std::uint64_t digit = nik / place % 10, other = (digit + 1 + random() % 9) % 10;
  return nik - digit * place + other * place;
}

Source source_of(const std::vector<Person>& people, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  Source source;
  for (std::size_t i = 0; i < people.size(); ++i) {
    if (random() % 20 == 0) continue;
    Person row = people[i];
    std::uint64_t truth = row.nik;
    if (random() % 25 == 0) {  // somebody the registry does not have
      truth = 0;
      row.name = invented_word(3'000 + random() % 3'000) + " " + invented_word(random() % 900);
      const std::uint64_t month = 1 + random() % 9, day = 10 + random() % 10;
      row.birth = "1990-0" + std::to_string(month) + "-" + std::to_string(day);
      row.nik = row.nik / 10'000'000'000 * 10'000'000'000 + (day + (row.sex == Sex::kFemale ? 40 : 0)) * 100'000'000 +
                month * 1'000'000 + 900'000 + 9'500 + random() % 400;
      if (random() % 3 == 0) row.nik = 0;
    }
    if (random() % 3 == 0) {
      if (random() % 3 == 0) row.nik = row.nik == 0 ? 0 : with_digit(row.nik, random);
      if (random() % 8 == 0) row.nik = 0;
      if (random() % 8 == 0 && i != 0) row.nik = people[i - 1].nik;
      if (random() % 3 == 0) row.name[random() % row.name.size()] = static_cast<char>('A' + random() % 26);
      if (random() % 6 == 0) row.birth = row.birth.substr(0, 5) + "07-01";
      if (random() % 6 == 0) row.kk = with_digit(row.kk, random);
      if (random() % 9 == 0) row.kk = 0;
    }
    source.rows.push_back(row);
    source.truth.push_back(truth);
  }
  return source;
}

using Answer = std::vector<std::tuple<std::uint64_t, int, int, int>>;

Answer answer_of(const LinkedNation& nation, const LinkedNation::Linked& linked) {
  Answer answer;
  for (const PersonLink& link : linked.links) {
    answer.emplace_back(nation.nik_of(link), static_cast<int>(link.state), link.weight, link.probability);
  }
  return answer;
}

}  // namespace

TEST_CASE("source linking: a row that agrees in all is linked, and one that agrees in nothing is not", "[linkage]") {
  const std::vector<Person> people = invented_people(300, 1);
  const LinkedNation nation(people);
  std::vector<Person> rows(people.begin(), people.begin() + 50);
  rows.push_back(
      {.nik = 0, .kk = 0, .name = "GIGIGIGI", .birth = "", .sex = Sex::kUnknown, .village = kUnknownVillage});
  const LinkedNation::Linked linked = nation.link(rows);
  for (std::size_t i = 0; i < 50; ++i) {
    REQUIRE(linked.links[i].state == MatchState::kPadan);
    REQUIRE(nation.nik_of(linked.links[i]) == rows[i].nik);
    REQUIRE(linked.links[i].probability == 10'000);
  }
  REQUIRE(linked.links[50].state == MatchState::kTidakPadan);
  REQUIRE(linked.links[50].person == kNoRow);
  REQUIRE(linked.report.closed == 50);
  REQUIRE(linked.report.open == 1);
}

TEST_CASE("source linking: who bears another's NIK is found in the family, and konflik where the registry lacks them",
          "[linkage]") {
  std::vector<Person> people = invented_people(2'000, 7);
  const std::uint64_t kk = 1101012906250001;
  const Person father{.nik = 1101010101700001, .kk = kk, .name = "RALIMU SOTEKA", .birth = "1970-01-01", .village = 3};
  const Person daughter{.nik = 1101014502050002,
                        .kk = kk,
                        .name = "WABEYU GIDO",
                        .birth = "2005-02-05",
                        .sex = Sex::kFemale,
                        .village = 3};
  people.push_back(father);
  people.push_back(daughter);
  const LinkedNation nation(people);
  Person with_fathers_nik = daughter;
  with_fathers_nik.nik = father.nik;
  Person unknown_son = father;
  unknown_son.name = "NIDOBE YUWATE";
  unknown_son.birth = "2011-09-23";
  std::vector<Person> rows = source_of(people, 5).rows;
  const std::size_t first = rows.size();
  rows.push_back(father);
  rows.push_back(with_fathers_nik);
  rows.push_back(unknown_son);
  const LinkedNation::Linked linked = nation.link(rows);
  REQUIRE(linked.links[first].state == MatchState::kPadan);
  REQUIRE(linked.links[first + 1].state == MatchState::kPadan);
  REQUIRE(nation.nik_of(linked.links[first + 1]) == daughter.nik);
  REQUIRE(linked.links[first + 2].state == MatchState::kKonflik);
  REQUIRE(nation.nik_of(linked.links[first + 2]) == father.nik);
}

TEST_CASE("source linking: most erroneous rows find their person and few find another", "[linkage]") {
  const std::vector<Person> people = invented_people(3'000, 11);
  const LinkedNation nation(people);
  const Source source = source_of(people, 12);
  const LinkedNation::Linked linked = nation.link(source.rows);
  std::size_t padan = 0, right = 0, known = 0;
  for (std::size_t i = 0; i < source.rows.size(); ++i) {
    known += source.truth[i] != 0;
    if (linked.links[i].state != MatchState::kPadan) continue;
    ++padan;
    right += nation.nik_of(linked.links[i]) == source.truth[i];
  }
  REQUIRE(static_cast<double>(right) > 0.985 * static_cast<double>(known));
  REQUIRE(static_cast<double>(right) > 0.995 * static_cast<double>(padan));
  REQUIRE(linked.report.false_links <= kMostFalse);
  REQUIRE(linked.report.rows == source.rows.size());
}

TEST_CASE("source linking: threads, batches, SIMD levels and the order of rows leave the answer as it is",
          "[linkage][threads]") {
  const std::vector<Person> people = invented_people(800, 21);
  const LinkedNation nation(people);
  Source source = source_of(people, 22);
  // Rows that say the same, and a KK with more rows than are weighed together.
  for (std::size_t i = 0; i < 150; ++i) {
    Person row = source.rows[i];
    row.kk = source.rows[0].kk;
    row.name[0] = static_cast<char>('A' + i % 26);
    source.rows.push_back(row);
  }
  source.rows.insert(source.rows.end(), source.rows.begin(), source.rows.begin() + 40);
  const Answer wanted = answer_of(nation, nation.link(source.rows));
  const kernels::SimdLevel highest = kernels::simd_level();
  for (const kernels::SimdLevel level : {kernels::SimdLevel::kScalar, kernels::SimdLevel::kAvx2, highest}) {
    if (!kernels::use_simd_level(level)) continue;
    for (const int count : {1, 2, 3, 8}) {
      set_threads(count);
      REQUIRE(answer_of(nation, nation.link(source.rows, static_cast<std::size_t>(70 * count + 3))) == wanted);
    }
  }
  kernels::use_simd_level(highest);
  set_threads(0);
  std::vector<std::size_t> order(source.rows.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::mt19937_64 random(1);
  for (int round = 0; round < 3; ++round) {
    std::shuffle(order.begin(), order.end(), random);
    std::vector<Person> shuffled;
    for (const std::size_t i : order) shuffled.push_back(source.rows[i]);
    const Answer found = answer_of(nation, nation.link(shuffled));
    for (std::size_t i = 0; i < order.size(); ++i) {
      if (found[i] != wanted[order[i]]) FAIL("row " << order[i] << " has another answer at place " << i);
    }
  }
}

TEST_CASE("source linking: where a source has one row a person, only one of two alike rows is linked", "[linkage]") {
  const std::vector<Person> people = invented_people(500, 31);
  const LinkedNation nation(people);
  std::vector<Person> rows = people;
  Person again = people[10];
  again.name[0] = again.name[0] == 'X' ? 'Y' : 'X';
  again.nik = 0;
  rows.push_back(again);
  REQUIRE(nation.link(rows).links.back().probability > nation.link(rows, 1'000, true).links.back().probability);
  REQUIRE(nation.link(rows, 1'000, true).links.back().state != MatchState::kPadan);
}

TEST_CASE("source linking: where a source has one row a person, no person is linked twice, in any order of rows",
          "[linkage][threads]") {
  const std::vector<Person> people = invented_people(900, 41);
  const LinkedNation nation(people);
  Source source = source_of(people, 42);
  // Second rows that should not be there: alike in all, in all but the KK, and nearly alike.
  for (std::size_t i = 0; i < 120; ++i) {
    Person row = source.rows[i];
    if (i % 3 == 1) row.kk += 10'000;
    if (i % 3 == 2) row.name[0] = row.name[0] == 'X' ? 'Y' : 'X';
    source.rows.push_back(row);
    source.truth.push_back(source.truth[i]);
  }
  LinkOptions options;
  options.one_row_per_person = true;
  const LinkedNation::Linked linked = nation.link(source.rows, 1'000, options);
  std::vector<std::uint64_t> niks;
  std::size_t right = 0;
  for (std::size_t i = 0; i < linked.links.size(); ++i) {
    if (linked.links[i].state > MatchState::kRagu) continue;
    niks.push_back(nation.nik_of(linked.links[i]));
    right += niks.back() == source.truth[i];
  }
  std::sort(niks.begin(), niks.end());
  REQUIRE(std::adjacent_find(niks.begin(), niks.end()) == niks.end());
  REQUIRE(right * 100 > niks.size() * 98);
  REQUIRE(niks.size() > people.size() * 85 / 100);
  Answer wanted = answer_of(nation, linked);
  for (const int count : {1, 3}) {
    set_threads(count);
    REQUIRE(answer_of(nation, nation.link(source.rows, 333, options)) == wanted);
  }
  set_threads(0);
  std::mt19937_64 random(2);
  std::sort(wanted.begin(), wanted.end());
  for (int round = 0; round < 3; ++round) {
    std::shuffle(source.rows.begin(), source.rows.end(), random);
    Answer found = answer_of(nation, nation.link(source.rows, 1'000, options));
    std::sort(found.begin(), found.end());
    REQUIRE(found == wanted);
  }
}
