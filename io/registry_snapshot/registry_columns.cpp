#include "io/registry_snapshot/registry_columns.h"

#include <algorithm>
#include <bit>

#include "io/registry_snapshot/name_columns.h"

namespace io {
namespace {

constexpr std::size_t kGrain = std::size_t{1} << 16;
constexpr std::uint16_t kMarkBits = 0xFF;  // sex 2, relation 4, dead, second row

// The villages that families live in, ascending.
std::vector<engine::VillageIndex> villages_of(const engine::FamilyTable& families) {
  std::vector<engine::VillageIndex> villages;
  for (const engine::VillageIndex village : families.village) {
    if (village == engine::kUnknownVillage) break;  // they come last
    if (villages.empty() || villages.back() != village) villages.push_back(village);
  }
  return villages;
}

void write_villages(SnapshotWriter& writer, const engine::FamilyTable& families, const engine::RegionTree& regions) {
  const std::vector<engine::VillageIndex> villages = villages_of(families);
  std::vector<std::uint64_t> codes;
  codes.reserve(villages.size());
  for (const engine::VillageIndex village : villages) codes.push_back(regions.village_code(village));
  writer.write_column<std::uint64_t>("village/code", codes);

  const SnapshotWriter::SectionId section = writer.add_column<std::uint32_t>("family/village");
  std::vector<std::uint32_t> rows;
  std::uint32_t at = 0;
  for (std::size_t begin = 0; begin < families.size(); begin += kGrain) {
    rows.clear();
    for (std::size_t f = begin; f < std::min(families.size(), begin + kGrain); ++f) {
      const engine::VillageIndex village = families.village[f];
      while (at < villages.size() && villages[at] != village) ++at;
      rows.push_back(village == engine::kUnknownVillage ? engine::kUnknownVillage : at);
    }
    writer.append<std::uint32_t>(section, rows);
  }
}

std::vector<engine::VillageIndex> read_villages(const ColumnSource& source, const engine::RegionTree& regions,
                                                std::size_t families) {
  const std::string table = "village/code", section = "family/village";
  const auto codes = source.column<std::uint64_t>(table, source.rows(table));
  std::vector<engine::VillageIndex> villages(codes.size());
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (i > 0 && codes[i] <= codes[i - 1]) source.refuse_row(table, i, "not ascending");
    villages[i] = regions.resolve(codes[i]).village;
    if (villages[i] == engine::kUnknownVillage || regions.village_code(villages[i]) != codes[i]) {
      source.refuse_row(table, i, "a village that is not in the region table of this version");
    }
  }
  auto rows = source.column<std::uint32_t>(section, families);
  source.check(section, families, "outside the table of villages",
               [&](std::size_t f) { return rows[f] != engine::kUnknownVillage && rows[f] >= villages.size(); });
  engine::parallel_for(families, kGrain, [&](std::size_t begin, std::size_t end) {
    for (std::size_t f = begin; f < end; ++f) {
      if (rows[f] != engine::kUnknownVillage) rows[f] = villages[rows[f]];
    }
  });
  return rows;
}

void read_families(const ColumnSource& source, const engine::RegionTree& regions, std::size_t persons,
                   std::size_t flag_lists, engine::FamilyTable& families) {
  const std::uint64_t rows = source.rows("family/kk");
  if (rows >= engine::kNoRow) source.refuse("family/kk", "more families than row numbers");
  families.kk = source.column<std::uint64_t>("family/kk", rows);
  families.village = read_villages(source, regions, rows);
  families.first_person = source.column<engine::PersonRow>("family/first_person", rows + 1);
  families.members = source.column<std::uint16_t>("family/members", rows);
  families.flags = source.column<std::uint32_t>("family/flags", rows);

  source.check("family/kk", rows, "not a number of 16 digits",
               [&](std::size_t f) { return families.kk[f] == 0 || families.kk[f] >= engine::kDigits16Limit; });
  source.check("family/kk", rows, "not ascending within its village", [&](std::size_t f) {
    return f > 0 && (families.village[f] < families.village[f - 1] ||
                     (families.village[f] == families.village[f - 1] && families.kk[f] <= families.kk[f - 1]));
  });
  const std::vector<engine::PersonRow>& first = families.first_person;
  source.check("family/first_person", rows + 1, "not ascending from the first person to the last", [&](std::size_t f) {
    return f == 0 ? first[f] != 0 : first[f] < first[f - 1] || (f == rows && first[f] != persons);
  });
  source.check("family/flags", rows, "a flag that no list has",
               [&](std::size_t f) { return (std::uint64_t{families.flags[f]} >> flag_lists) != 0; });
}

void read_persons(const ColumnSource& source, engine::PersonTable& persons) {
  const std::uint64_t rows = source.rows("person/nik");
  if (rows >= engine::kNoRow) source.refuse("person/nik", "more persons than row numbers");
  persons.nik = source.column<std::uint64_t>("person/nik", rows);
  persons.birth = source.column<engine::Day>("person/birth", rows);
  const auto marks = source.column<std::uint16_t>("person/marks", rows);
  source.check("person/nik", rows, "not a number of 16 digits",
               [&](std::size_t p) { return persons.nik[p] == 0 || persons.nik[p] >= engine::kDigits16Limit; });
  source.check("person/marks", rows, "a mark, sex or relation that does not exist", [&](std::size_t p) {
    return (marks[p] & ~kMarkBits) != 0 || (marks[p] & 3u) == 3 || ((marks[p] >> 2) & 15u) > 9;
  });
  persons.marks.resize(rows);
  engine::parallel_for(rows, kGrain, [&](std::size_t begin, std::size_t end) {
    for (std::size_t p = begin; p < end; ++p) persons.marks[p] = std::bit_cast<engine::PersonMarks>(marks[p]);
  });
  read_person_names(source, persons);
}

// Gives every person the row of its family, and checks what the two tables say of each other.
void join(const ColumnSource& source, engine::Registry& registry) {
  engine::PersonTable& persons = registry.persons;
  const engine::FamilyTable& families = registry.families;
  persons.family.resize(persons.size());
  engine::parallel_for(families.size(), kGrain, [&](std::size_t begin, std::size_t end) {
    for (std::size_t f = begin; f < end; ++f) {
      std::fill(persons.family.begin() + families.first_person[f],
                persons.family.begin() + families.first_person[f + 1], static_cast<engine::FamilyRow>(f));
    }
  });
  source.check("person/nik", persons.size(), "not ascending within its family", [&](std::size_t p) {
    return p > 0 && persons.family[p] == persons.family[p - 1] && persons.nik[p] <= persons.nik[p - 1];
  });
  source.check("family/members", families.size(), "not the number of its members who count", [&](std::size_t f) {
    const auto counted = std::count_if(persons.marks.begin() + families.first_person[f],
                                       persons.marks.begin() + families.first_person[f + 1],
                                       [](const engine::PersonMarks& marks) { return marks.counts(); });
    return families.members[f] != std::min<std::ptrdiff_t>(counted, 0xFFFF);
  });
}

template <class Table>
void build_index(const ColumnSource& source, const std::string& section, const Table& keys, engine::FlatIndex& index) {
  std::vector<engine::FlatIndex::Repeat> repeated = index.build(keys);
  if (repeated.empty()) return;
  std::size_t first = keys.size();
  for (const engine::FlatIndex::Repeat& repeat : repeated) {
    first = std::min<std::size_t>(first, std::max(repeat.row, repeat.stored));
  }
  source.refuse_row(section, first, "a number that stands in an earlier row too");
}

}  // namespace

void write_registry_columns(SnapshotWriter& writer, const engine::Registry& registry,
                            const engine::RegionTree& regions) {
  const engine::PersonTable& persons = registry.persons;
  const engine::FamilyTable& families = registry.families;
  writer.write_column<std::uint64_t>("person/nik", persons.nik);
  writer.write_column<engine::Day>("person/birth", persons.birth);
  writer.write_column<engine::PersonMarks>("person/marks", persons.marks);
  write_person_names(writer, persons);
  writer.write_column<std::uint64_t>("family/kk", families.kk);
  write_villages(writer, families, regions);
  writer.write_column<engine::PersonRow>("family/first_person", families.first_person);
  writer.write_column<std::uint16_t>("family/members", families.members);
  writer.write_column<std::uint32_t>("family/flags", families.flags);
}

std::uint32_t page_size_of_registry(const engine::Registry& registry) {
  constexpr std::uint64_t kSmallest = 4096;              // below, the trailers weigh
  const std::uint64_t wanted = registry.persons.size();  // an eighth of the column of NIKs
  return static_cast<std::uint32_t>(std::bit_ceil(std::clamp<std::uint64_t>(wanted, kSmallest, kDefaultPage)));
}

engine::Registry read_registry_columns(const ColumnSource& source, const engine::RegionTree& regions,
                                       std::size_t flag_lists) {
  engine::Registry registry;
  read_persons(source, registry.persons);
  read_families(source, regions, registry.persons.size(), flag_lists, registry.families);
  join(source, registry);
  build_index(source, "person/nik", registry.persons.nik, registry.persons.by_nik);
  build_index(source, "family/kk", registry.families.kk, registry.families.by_kk);
  return registry;
}

}  // namespace io
