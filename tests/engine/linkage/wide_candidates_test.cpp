#include "engine/linkage/wide_candidates.h"

#include <catch2/catch.hpp>
#include <random>

#include "engine/linkage/name_tokens.h"
#include "engine/linkage/residence_level.h"
#include "engine/parallel.h"
#include "kernels/packed_digits.h"
#include "tests/engine/linkage/linked_nation.h"
#include "tests/reference/seeds.h"
#include "tests/reference/wide_pairs_by_loops.h"

using namespace engine;
using namespace tests;

namespace {

std::vector<std::string> keys_of(std::string_view name) {
  std::vector<std::string> keys;
  for (const NameToken& token : name_tokens(name)) keys.push_back(token.key);
  return keys;
}

std::string text_of(Day day) {
  if (day == kNoDate) return "";
  const CivilDate date = civil_from_day(day);
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", date.year, date.month, date.day);
  return text;
}

// Rows with faults of every kind that the passes are for.
OpenRows faulty_rows(const Registry& registry, std::size_t count, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  OpenRows rows;
  NameBuffer buffer;
  const PersonTable& persons = registry.persons;
  for (std::size_t i = 0; i < count; ++i) {
    const auto person = static_cast<PersonRow>(random() % persons.size());
    OpenRow row;
    row.row = static_cast<std::uint32_t>(i);
    row.nik = persons.nik[person];
    row.birth = persons.birth[person];
    row.sex = persons.marks[person].sex();
    row.village = registry.families.village[persons.family[person]];
    std::string name(persons.name_of(person, buffer));
    switch (random() % 5) {
      case 0: row.nik = 0; break;
      case 1: row.nik += 10'000 * (random() % 3); break;
      case 2: row.nik = persons.nik[random() % persons.size()]; break;
      default: break;
    }
    if (random() % 4 == 0) row.birth = random() % 3 == 0 ? kNoDate : static_cast<Day>(row.birth + random() % 40);
    if (random() % 6 == 0) row.sex = random() % 2 == 0 ? Sex::kUnknown : Sex::kMale;
    if (random() % 4 == 0)
      row.village = random() % 3 == 0 ? kUnknownVillage : static_cast<VillageIndex>(random() % 6'000);
    if (random() % 3 == 0) name[random() % name.size()] = static_cast<char>('A' + random() % 26);
    if (random() % 12 == 0) name.clear();
    row.name_at = rows.names.size();
    row.name_size = static_cast<std::uint16_t>(name.size());
    rows.names += name;
    rows.rows.push_back(row);
  }
  return rows;
}

std::vector<WideCandidate> by_loops(const LinkedNation& nation, const OpenRows& rows) {
  const Registry& registry = nation.registry;
  const PersonTable& persons = registry.persons;
  const auto code = [](VillageIndex v) { return v == kUnknownVillage ? 0 : io::region_tree().village_code(v); };
  std::vector<reference::WideTraits> of_persons, of_rows;
  NameBuffer buffer;
  for (PersonRow p = 0; p < persons.size(); ++p) {
    of_persons.push_back({persons.nik[p], code(registry.families.village[persons.family[p]]), text_of(persons.birth[p]),
                          static_cast<int>(persons.marks[p].sex()), keys_of(persons.name_of(p, buffer))});
  }
  for (const OpenRow& row : rows.rows) {
    of_rows.push_back(
        {row.nik, code(row.village), text_of(row.birth), static_cast<int>(row.sex), keys_of(rows.name(row))});
  }
  const auto met = reference::wide_pairs(of_rows, of_persons, kMostInBlock);
  const double nobody = nation.model->persons() * nation.model->absent();
  std::vector<WideCandidate> found;
  for (std::uint32_t r = 0; r < rows.rows.size(); ++r) {
    const OpenRow& row = rows.rows[r];
    RowName name;
    nation.names->read(rows.name(row), name);
    std::vector<std::pair<WeightUnits, WideCandidate>> best;
    for (const auto& [p, passes] : met[r]) {
      const auto person = static_cast<PersonRow>(p);
      const NameEvidence evidence = nation.names->compare(name.name, nation.names->of(person));
      const WeightUnits weight =
          nation.model->joint(joint_level(
              nik_level(kernels::pack_digits16(row.nik), kernels::pack_digits16(persons.nik[person])),
              birth_level(row.birth, persons.birth[person]), sex_level(row.sex, persons.marks[person].sex()))) +
          nation.model->name(name_level(evidence.comparison), evidence.rarity);
      const WeightUnits there =
          weight + nation.model->residence(residence_level(io::region_tree(), row.village,
                                                           registry.families.village[persons.family[person]]));
      if (weight < kLeastWide || there < weight_of(nobody) + kLeastHope) continue;
      best.push_back({there, {r, person, static_cast<PassMask>(passes)}});
    }
    std::sort(best.begin(), best.end(), [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : a.second.person < b.second.person;
    });
    if (best.size() > kMostWide) best.resize(kMostWide);
    for (const auto& [weight, candidate] : best) found.push_back(candidate);
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

TEST_CASE("wide candidates: equal all pairs by loops, for any threads", "[linkage][threads]") {
  for (const std::uint64_t seed : reference::seeds_with_clock()) {
    CAPTURE(seed);
    std::vector<Person> people = invented_people(700, seed);
    for (std::size_t i = 0; i < people.size(); i += 5) {  // hot blocks
      people[i].name = i % 2 == 0 ? "RALI" : "RALI " + people[i].name;
      people[i].birth = "1980-07-01";
    }
    const LinkedNation nation(people);
    const OpenRows rows = faulty_rows(nation.registry, 600, seed + 1);
    std::vector<std::uint32_t> wanted;
    for (std::uint32_t i = 0; i < rows.rows.size(); ++i) wanted.push_back(i);
    const std::vector<WideCandidate> slow = by_loops(nation, rows);
    REQUIRE(slow.size() > rows.rows.size() / 2);
    for (const int threads : {1, 3}) {
      set_threads(threads);
      PassCounts counts;
      REQUIRE(find_wide_candidates(nation.tables(), rows, wanted, *nation.model, counts) == slow);
      std::uint64_t hot = 0;
      for (const PassCount& count : counts) hot += count.hot_blocks;
      REQUIRE(hot != 0);
    }
    set_threads(0);
  }
}
