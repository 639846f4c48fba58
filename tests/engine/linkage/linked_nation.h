// A registry of invented families for tests of the linkage, and what linking a source to it needs.
#pragma once

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "engine/linkage/source_linking.h"
#include "io/regions/region_tree.h"
#include "tests/engine/batches.h"

namespace tests {

// Everything a linkage reads, over one registry.
struct LinkedNation {
  explicit LinkedNation(const std::vector<Person>& people) {
    engine::RegistryBuilder builder;
    builder.add(batch_of(people));
    registry = builder.build().registry;
    words = std::make_unique<engine::WordTable>(registry.persons);
    names = std::make_unique<engine::PersonNames>(registry.persons, *words);
    model = std::make_unique<engine::LinkModel>(registry.persons);
  }
  engine::LinkTables tables() const { return {&registry, &second_rows, &io::region_tree(), names.get()}; }

  // Links rows in batches of so many.
  struct Linked {
    std::vector<engine::PersonLink> links;
    engine::LinkReport report;
  };
  Linked link(const std::vector<Person>& rows, std::size_t batch_rows = 1'000'000, bool one_row = false) const {
    engine::LinkOptions options;
    options.one_row_per_person = one_row;
    return link(rows, batch_rows, std::move(options));
  }
  Linked link(const std::vector<Person>& rows, std::size_t batch_rows, engine::LinkOptions options) const {
    engine::SourceLinking linking(tables(), *model, std::move(options));
    for (std::size_t begin = 0; begin < rows.size(); begin += batch_rows) {
      const std::size_t end = std::min(rows.size(), begin + batch_rows);
      const auto batch =
          batch_of({rows.begin() + static_cast<std::ptrdiff_t>(begin), rows.begin() + static_cast<std::ptrdiff_t>(end)},
                   begin + 1);
      std::vector<engine::PersonRow> bearers(batch.size(), engine::kNoRow);
      registry.persons.by_nik.find_batch(registry.persons.nik, batch.nik, bearers);
      linking.add(linking.read(batch, bearers));
    }
    Linked linked;
    linked.report = linking.finish();
    for (std::size_t i = 0; i < rows.size(); ++i) linked.links.push_back(linking.link_with_weight(i));
    return linked;
  }
  std::uint64_t nik_of(const engine::PersonLink& link) const {
    return link.person == engine::kNoRow ? 0 : registry.persons.nik[link.person];
  }

  engine::Registry registry;
  engine::SecondRows second_rows;
  std::unique_ptr<engine::WordTable> words;
  std::unique_ptr<engine::PersonNames> names;
  std::unique_ptr<engine::LinkModel> model;
};

// Made-up words in the manner of names; frequent ones first.
inline std::string invented_word(std::uint64_t index) {
  static constexpr const char* kSyllables[] = {"RA", "LI", "SO", "MU", "TE", "KA", "NI", "DO", "WA", "BE", "YU", "GI"};
  std::string word;
  for (std::uint64_t rest = index + 14; rest != 0; rest /= 12) word += kSyllables[rest % 12];
  return word;
}

// Families of one to six in a few villages, with NIKs as the registry issues them.
inline std::vector<Person> invented_people(std::size_t families, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  const auto below = [&](std::uint64_t n) { return random() % n; };
  std::vector<Person> people;
  for (std::size_t f = 0; f < families; ++f) {
    const engine::VillageIndex village = static_cast<engine::VillageIndex>(below(12) * 500);
    const std::uint64_t district = io::region_tree().village_code(village) / 10'000;
    const std::uint64_t kk = district * 10'000'000'000 + (1 + below(28)) * 100'000'000 + (1 + below(12)) * 1'000'000 +
                             (10 + below(15)) * 10'000 + 1 + f % 9'000;
    const std::string surname = invented_word(below(400));
    const std::size_t size = 1 + below(6);
    for (std::size_t m = 0; m < size; ++m) {
      Person p;
      const bool child = m > 1;
      const int year = static_cast<int>(child ? 2000 + below(24) : 1950 + below(45));
      const int month = static_cast<int>(1 + below(12)), day = static_cast<int>(1 + below(28));
      char birth[11];
      std::snprintf(birth, sizeof birth, "%04d-%02d-%02d", year, month, day);
      p.birth = birth;
      p.sex = m == 0 || (child && below(2) == 0) ? engine::Sex::kMale : engine::Sex::kFemale;
      const auto day_field = static_cast<std::uint64_t>(day + (p.sex == engine::Sex::kFemale ? 40 : 0));
      p.nik = district * 10'000'000'000 + day_field * 100'000'000 + static_cast<std::uint64_t>(month) * 1'000'000 +
              static_cast<std::uint64_t>(year % 100) * 10'000 + 1 + people.size() % 9'000;
      p.kk = kk;
      p.village = village;
      p.relation = static_cast<std::uint8_t>(m == 0 ? 1 : m == 1 ? 2 : 3);
      p.name = invented_word(below(1 + below(2'000)));
      if (below(5) != 0) p.name += " " + (child && below(2) == 0 ? surname : invented_word(below(1 + below(3'000))));
      people.push_back(p);
    }
  }
  return people;
}

}  // namespace tests
