// Makes invented persons with planted duplicates for tests of `match`.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "engine/linkage/match/match_field.h"

namespace tests {

struct InventedPersons {
  std::vector<engine::MatchField> fields;  // given name, family name, birth date, town, number
  std::vector<std::size_t> persons;        // who stands behind each row
};

inline std::string invented_word(std::mt19937_64& random) {
  static constexpr const char* kSyllables[] = {"BA", "RO", "TI",  "MEL", "KU", "SAN",
                                               "DE", "WI", "LOR", "PE",  "NA", "GO"};
  std::string word;
  for (std::uint64_t n = 2 + random() % 2; n > 0; --n) word += kSyllables[random() % std::size(kSyllables)];
  return word;
}

// One letter replaced.
inline std::string with_error(std::string text, std::mt19937_64& random) {
  if (text.empty()) return text;
  char& c = text[random() % text.size()];
  c = c >= '0' && c <= '9' ? static_cast<char>('0' + (static_cast<std::uint64_t>(c - '0') + 1 + random() % 9) % 10)
                           : static_cast<char>('A' + random() % 26);
  return text;
}

// Every third person has a second row; each of its values is wrong or missing with the given share in 100.
inline InventedPersons invented_persons(std::size_t persons, unsigned wrong, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  InventedPersons made;
  const auto add = [&](const char* name, engine::FieldType type) { made.fields.push_back({name, type, {}}); };
  add("given", engine::FieldType::kName);
  add("family", engine::FieldType::kName);
  add("born", engine::FieldType::kDate);
  add("town", engine::FieldType::kCategory);
  add("number", engine::FieldType::kDigits);
  std::vector<std::string> towns;
  for (int i = 0; i < 40; ++i) towns.push_back(invented_word(random));
  for (std::size_t person = 0; person < persons; ++person) {
    const auto two = [&](std::uint64_t most) {
      const std::uint64_t value = 1 + random() % most;
      return (value < 10 ? "0" : "") + std::to_string(value);
    };
    std::vector<std::string> row = {invented_word(random), invented_word(random),
                                    std::to_string(1930 + random() % 80) + two(12) + two(28), towns[random() % 40],
                                    std::to_string(1'000'000 + random() % 9'000'000)};
    for (int copy = 0; copy < (person % 3 == 0 ? 2 : 1); ++copy) {
      for (std::size_t f = 0; f < row.size(); ++f) {
        const bool faulty = copy == 1 && random() % 100 < wrong;
        const bool missing = faulty && random() % 2 == 0;
        std::string value = faulty && f != 2 ? with_error(row[f], random) : row[f];
        made.fields[f].values.push_back(missing ? "" : value);
      }
      made.persons.push_back(person);
    }
  }
  return made;
}

}  // namespace tests
