// Linking with a model that is given, and with decisions of people.
#include "engine/linkage/link_options.h"

#include <catch2/catch.hpp>

#include "engine/parallel.h"
#include "tests/engine/linkage/linked_nation.h"

using namespace engine;
using namespace tests;

namespace {

constexpr std::size_t kAll = 1'000'000;

// Rows of which every third has an error, the same every time.
std::vector<Person> rows_with_errors(std::vector<Person> rows) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i % 3 != 0) continue;
    if (i % 2 == 0) rows[i].nik = 0;
    if (i % 5 == 0) rows[i].name[0] = rows[i].name[0] == 'X' ? 'Y' : 'X';
    if (i % 7 == 0) rows[i].birth = rows[i].birth.substr(0, 5) + "07-01";
    if (i % 4 == 0) rows[i].kk = 0;
  }
  return rows;
}

bool same_links(const LinkedNation::Linked& a, const LinkedNation::Linked& b) {
  for (std::size_t i = 0; i < a.links.size(); ++i) {
    const PersonLink &x = a.links[i], &y = b.links[i];
    if (std::tuple(x.person, x.weight, x.probability, x.state) !=
        std::tuple(y.person, y.weight, y.probability, y.state))
      return false;
  }
  return a.links.size() == b.links.size();
}

PersonRow row_of(const LinkedNation& nation, const Person& person) {
  return nation.registry.persons.find({person.nik});
}

}  // namespace

TEST_CASE("link options: a run with its own model as a fixed one gives the same links", "[linkage]") {
  const std::vector<Person> people = invented_people(1'500, 3);
  const LinkedNation nation(people);
  const std::vector<Person> rows = rows_with_errors(people);
  const LinkedNation::Linked trained = nation.link(rows);
  LinkOptions fixed;
  fixed.model = trained.report.model;
  fixed.learn = false;
  const LinkedNation::Linked again = nation.link(rows, kAll, fixed);
  REQUIRE(same_links(trained, again));
  REQUIRE(again.report.model == trained.report.model);
  REQUIRE(again.report.fixed_model);
  // On other rows the model stays as it is, and what would be learned there is something else.
  const std::vector<Person> other(rows.begin(), rows.begin() + 900);
  REQUIRE(nation.link(other, kAll, fixed).report.model == trained.report.model);
  REQUIRE_FALSE(nation.link(other).report.model == trained.report.model);
}

TEST_CASE("link options: a model to learn on from gives the start values", "[linkage]") {
  const std::vector<Person> people = invented_people(1'500, 3);
  const LinkedNation nation(people);
  const std::vector<Person> few(people.begin(), people.begin() + 4);
  LinkOptions options;
  options.model = nation.model->parameters();
  const auto level = static_cast<std::size_t>(NameLevel::kInitials);
  options.model->name_m[level] += 0.2;
  options.model->name_m[static_cast<std::size_t>(NameLevel::kEqual)] -= 0.2;
  const LinkedNation::Linked on = nation.link(few, kAll, options), plain = nation.link(few);
  REQUIRE(on.report.continued_model);
  REQUIRE_FALSE(on.report.fixed_model);
  REQUIRE(on.report.model.name_m[level] > plain.report.model.name_m[level] + 0.1);
  REQUIRE_FALSE(on.report.model == *options.model);
}

TEST_CASE("link options: a pair decided to be the same is linked with certainty, one decided otherwise is not",
          "[linkage]") {
  const std::vector<Person> people = invented_people(800, 9);
  const LinkedNation nation(people);
  std::vector<Person> rows = rows_with_errors(people);
  rows.push_back(
      {.nik = 0, .kk = 0, .name = "GIGIGIGI", .birth = "", .sex = Sex::kUnknown, .village = kUnknownVillage});
  const LinkedNation::Linked before = nation.link(rows);
  REQUIRE(before.links.back().state == MatchState::kTidakPadan);
  REQUIRE(before.links[0].state == MatchState::kPadan);
  REQUIRE(before.links[1].state == MatchState::kPadan);
  LinkOptions options;
  const auto last = static_cast<std::uint32_t>(rows.size());
  // Row 1 is open, row 2 agrees in all; of both it is said that they are not who they seem to be.
  options.decisions = {
      {1, before.links[0].person, false}, {2, before.links[1].person, false}, {last, row_of(nation, people[40]), true}};
  std::sort(options.decisions.begin(), options.decisions.end());
  const LinkedNation::Linked after = nation.link(rows, kAll, options);
  REQUIRE(after.links.back().state == MatchState::kPadan);
  REQUIRE(after.links.back().probability == 10'000);
  REQUIRE(nation.nik_of(after.links.back()) == people[40].nik);
  REQUIRE((after.links[0].state > MatchState::kRagu || after.links[0].person != before.links[0].person));
  REQUIRE(after.links[1].state == MatchState::kKonflik);
  REQUIRE(after.report.decided_same == 1);
  REQUIRE(after.report.decided_other == 2);
  for (const int count : {1, 3}) {
    set_threads(count);
    REQUIRE(same_links(after, nation.link(rows, 97, options)));
  }
  set_threads(0);
}

TEST_CASE("link options: where the likeliest person is ruled out, the next one is weighed", "[linkage]") {
  std::vector<Person> people = invented_people(500, 13);
  const std::uint64_t kk = 1101012906250001;
  const Person elder{.nik = 1101010101900001, .kk = kk, .name = "RALIMU SOTEKA", .birth = "1990-01-01", .village = 3};
  Person younger = elder;  // a twin with nearly the same name
  younger.nik = 1101010101900002;
  younger.name = "RALIMA SOTEKA";
  people.push_back(elder);
  people.push_back(younger);
  const LinkedNation nation(people);
  std::vector<Person> rows = rows_with_errors(invented_people(500, 13));
  Person row = elder;
  row.nik = 0;
  rows.push_back(row);
  REQUIRE(nation.nik_of(nation.link(rows).links.back()) == elder.nik);
  LinkOptions options;
  options.decisions = {{static_cast<std::uint32_t>(rows.size()), row_of(nation, elder), false}};
  const PersonLink link = nation.link(rows, kAll, options).links.back();
  REQUIRE(nation.nik_of(link) == younger.nik);
  REQUIRE(link.state <= MatchState::kRagu);
}

TEST_CASE("link options: a decision counts against rivals and for the family", "[linkage]") {
  const std::vector<Person> people = invented_people(600, 21);
  const LinkedNation nation(people);
  std::vector<Person> rows = rows_with_errors(people);
  // Two rows that may be the same person, and the source has no second rows.
  Person one = people[10], two = people[10];
  one.nik = two.nik = 0;
  one.name += " X";
  two.name += " Y";
  rows[10] = one;
  rows.push_back(two);
  LinkOptions options;
  options.one_row_per_person = true;
  const auto last = static_cast<std::uint32_t>(rows.size());
  options.decisions = {{last, row_of(nation, people[10]), true}};
  const LinkedNation::Linked linked = nation.link(rows, kAll, options);
  REQUIRE(nation.nik_of(linked.links.back()) == people[10].nik);
  REQUIRE((linked.links[10].state > MatchState::kRagu || nation.nik_of(linked.links[10]) != people[10].nik));
}

TEST_CASE("link options: labelled pairs count where m is learned", "[linkage]") {
  const std::vector<Person> people = invented_people(400, 5);
  const LinkedNation nation(people);
  std::vector<Person> rows = people;
  LinkOptions options;
  for (std::size_t i = 0; i < 60; ++i) {
    Person odd = people[i];
    odd.nik = people[i + 60].nik;  // a stranger's number and an unlike name: nobody would link them
    odd.birth = "1931-03-0" + std::to_string(1 + i % 9);
    odd.name = "GIGIGI BEBEBE";
    odd.kk = 0;
    rows.push_back(odd);
    options.decisions.push_back({static_cast<std::uint32_t>(rows.size()), row_of(nation, people[i]), true});
  }
  const auto different = static_cast<std::size_t>(NameLevel::kDifferent);
  const double without = nation.link(rows).report.model.name_m[different];
  const double with = nation.link(rows, kAll, options).report.model.name_m[different];
  REQUIRE(with > without + 0.02);
}
