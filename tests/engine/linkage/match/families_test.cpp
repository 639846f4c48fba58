// Persons who live together, or in one of few towns: much agrees between two persons, and they are two.
#include <catch2/catch.hpp>
#include <set>

#include "engine/linkage/match/match_rows.h"
#include "engine/linkage/match/related_classes.h"
#include "tests/engine/linkage/match/invented_persons.h"

namespace {

using engine::FieldType;
using Pairs = std::set<std::pair<std::uint32_t, std::uint32_t>>;

struct Families {
  std::vector<engine::MatchField> fields;  // given, family, born, street, town, post code, telephone
  std::vector<std::size_t> persons;
};

// Families of one to four in 20 towns; every second person has a second row with a few errors.
Families invented_families(std::size_t families, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  Families made;
  const auto add = [&](const char* name, FieldType type) { made.fields.push_back({name, type, {}}); };
  add("given", FieldType::kName);
  add("family", FieldType::kName);
  add("born", FieldType::kDate);
  add("street", FieldType::kText);
  add("town", FieldType::kCategory);
  add("post_code", FieldType::kDigits);
  add("telephone", FieldType::kDigits);
  std::vector<std::string> given, family, streets, towns;
  for (int i = 0; i < 80; ++i) given.push_back(tests::invented_word(random));
  for (int i = 0; i < 300; ++i) family.push_back(tests::invented_word(random));
  for (int i = 0; i < 25; ++i) streets.push_back(tests::invented_word(random));
  for (int i = 0; i < 20; ++i) towns.push_back(tests::invented_word(random));
  std::size_t person = 0;
  for (std::size_t i = 0; i < families; ++i) {
    const std::size_t town = random() % towns.size();
    const std::string name = family[random() % family.size()],
                      street = std::to_string(1 + random() % 150) + " " + streets[random() % streets.size()],
                      code = std::to_string(10'000 + 317 * town),
                      telephone = std::to_string(10'000'000 + random() % 90'000'000);
    for (std::uint64_t members = 1 + random() % 4; members > 0; --members, ++person) {
      const std::vector<std::string> row = {
          given[random() % given.size()],
          name,
          std::to_string(1930 + random() % 80) + std::to_string(10 + random() % 3) + std::to_string(10 + random() % 19),
          street,
          towns[town],
          code,
          telephone};
      for (int copy = 0; copy < (person % 2 == 0 ? 2 : 1); ++copy) {
        for (std::size_t f = 0; f < row.size(); ++f) {
          const bool faulty = copy == 1 && f != 2 && random() % 100 < 12;
          made.fields[f].values.push_back(random() % 100 < 4 ? ""
                                          : faulty           ? tests::with_error(row[f], random)
                                                             : row[f]);
        }
        made.persons.push_back(person);
      }
    }
  }
  return made;
}

double f1_of(const Families& made, const std::vector<std::size_t>& used) {
  engine::MatchRequest request;
  for (const std::size_t f : used) request.fields.push_back(made.fields[f]);
  request.sides.rows = static_cast<std::uint32_t>(made.persons.size());
  const engine::MatchResult result = engine::match_rows(std::move(request));
  std::size_t links = 0, hits = 0, truth = 0;
  for (const engine::WeightedEdge& pair : result.pairs) {
    if (pair.weight < 0) continue;
    ++links;
    hits += made.persons[pair.a] == made.persons[pair.b];
  }
  for (std::size_t row = 0; row + 1 < made.persons.size(); ++row) truth += made.persons[row] == made.persons[row + 1];
  REQUIRE(truth > 500);
  return 2.0 * static_cast<double>(hits) / static_cast<double>(links + truth);
}

std::vector<std::string> class_names(const std::vector<FieldType>& types) {
  std::vector<engine::MatchField> values;
  for (const FieldType type : types) values.push_back({std::to_string(values.size()), type, {"A", "B"}});
  const auto fields = engine::number_values(values);
  std::vector<engine::PatternField> layout;
  for (const FieldType type : types)
    layout.push_back({static_cast<std::uint8_t>(engine::level_names(type).size()), engine::missing_level(type)});
  std::vector<std::string> names;
  for (const auto& other : engine::related_classes(fields, engine::start_model(engine::PatternLayout(layout), 0.01)))
    names.push_back(other.name);
  return names;
}

}  // namespace

TEST_CASE("match: brothers and sisters at one address stay two persons", "[linkage][match]") {
  const Families made = invented_families(700, 1);
  REQUIRE(f1_of(made, {0, 1, 2, 3, 4, 5, 6}) > 0.98);
  REQUIRE(f1_of(made, {0, 1, 2, 4, 5}) > 0.97);
}

TEST_CASE("match: a town and post code that many share make no matches of strangers", "[linkage][match]") {
  const Families made = invented_families(700, 2);
  REQUIRE(f1_of(made, {0, 1, 3, 4, 5, 6}) > 0.9);  // nothing but the given name tells members of a family apart
  REQUIRE(f1_of(made, {2, 3, 4, 5, 6}) > 0.9);     // nothing but the birth date
}

TEST_CASE("related pairs: a place, and kin by each name and date", "[linkage][match]") {
  using Names = std::vector<std::string>;
  constexpr FieldType kName = FieldType::kName, kDate = FieldType::kDate, kText = FieldType::kText,
                      kDigits = FieldType::kDigits;
  REQUIRE(class_names({kName, kDate, kText, kDigits}) == Names{"same place", "kin: not 0, 1"});
  REQUIRE(class_names({kName, kName, kText, kDigits}) == Names{"same place", "kin: not 0", "kin: not 1"});
  REQUIRE(class_names({kName, kName, kDate, kDate}) ==
          Names{"kin: not 0, 2", "kin: not 0, 3", "kin: not 1, 2", "kin: not 1, 3"});
  REQUIRE(class_names({kDate, kText, kDigits}) == Names{"same place", "kin: not 0"});
  REQUIRE(class_names({kText, kDigits, kDigits}).empty());
  REQUIRE(class_names({kName, kDate}).empty());  // nothing is left that could go together
  REQUIRE(class_names({kName, kName, kName, kDate, kDate, kDate, kText, kText}).size() == engine::kMostRelated);
}
