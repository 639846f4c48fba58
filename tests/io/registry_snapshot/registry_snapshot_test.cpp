// registry.desil: what is written comes back; what is sealed but does not hold together is refused with its row.
#include "io/registry_snapshot/registry_snapshot.h"

#include <algorithm>
#include <bit>
#include <catch2/catch.hpp>
#include <functional>
#include <random>

#include "engine/assembly/assemble_families.h"
#include "engine/error.h"
#include "engine/parallel.h"
#include "engine/pmt/score.h"
#include "engine/pmt/variable.h"
#include "io/regions/region_tree.h"
#include "tests/temporary_folder.h"

using tests::TemporaryFolder;

namespace {

// A finished run of invented families, drawn at random.
struct RandomRun {
  explicit RandomRun(std::uint64_t seed, std::size_t families) : random(seed) {
    draw_registry(families);
    draw_indicators();
    draw_results();
    meta.version = "0.1.0";
    meta.release = "2026Q3";
    meta.weight = "families";
    meta.sources = {
        {"dukcapil", "registry", "2026-07-10", 2}, {"a", "source", "2024-01-01", 0}, {"b", "source", "2023-01-01", 1}};
    meta.flags = {{"meninggal", "nik"}, {"pln", "kk"}, {"asn", "nik"}};
    meta.programmes = {{"PKH", "Program Keluarga Harapan"}, {"SEMBAKO", "Sembako"}};
    meta.inputs = {{"dukcapil", "dukcapil.csv", std::string(64, 'a'), 4711}};
    meta.rules = {{"model", std::string(64, 'b')}};
    meta.national = io::RegistryMeta::Cuts{1, 2, 3, 4, 5, 6, 7, 8, 9};
    meta.regions[3201] = io::RegistryMeta::Cuts{-9, -8, -7, -6, -5, -4, -3, -2, -1};
  }

  std::uint64_t below(std::uint64_t limit) { return random() % limit; }

  void draw_registry(std::size_t count) {
    const engine::RegionTree& regions = io::region_tree();
    engine::RegistryBuilder builder;
    std::vector<std::pair<engine::VillageIndex, std::uint64_t>> keys;
    for (std::size_t f = 0; f < count; ++f) {
      const bool unknown = below(20) == 0;
      keys.emplace_back(unknown ? engine::kUnknownVillage
                                : static_cast<engine::VillageIndex>(below(40) * (regions.village_count() / 40)),
                        (1101010101200000u + f * 7919) % 9999999999999999u);
    }
    std::sort(keys.begin(), keys.end());
    engine::FamilyTable& families = registry.families;
    engine::PersonTable& persons = registry.persons;
    constexpr const char* kNames[] = {"SITI AMINAH", "BUDI", "I WAYAN", "ADE PUTRA PRATAMA", ""};
    engine::NameCoder coder;
    std::uint64_t nik = 1101010101800001u;
    families.first_person.push_back(0);
    for (const auto& [village, kk] : keys) {
      for (std::uint64_t members = 1 + below(5); members > 0; --members) {
        nik += 1 + below(1000);
        persons.nik.push_back(nik);
        persons.family.push_back(static_cast<engine::FamilyRow>(families.size()));
        persons.birth.push_back(below(30) == 0 ? engine::kNoDate : static_cast<engine::Day>(below(46000)));
        engine::PersonMarks marks(static_cast<engine::Sex>(below(3)), static_cast<std::uint8_t>(below(10)));
        if (below(10) == 0) marks.set_dead();
        if (below(10) == 0) marks.set_second_row();
        persons.marks.push_back(marks);
        persons.name.push_back(coder.code(std::string_view(kNames[below(5)])));
      }
      families.kk.push_back(kk);
      families.village.push_back(village);
      families.first_person.push_back(static_cast<engine::PersonRow>(persons.size()));
      families.flags.push_back(static_cast<std::uint32_t>(below(8)));
    }
    families.members.resize(families.size());
    persons.names = coder.settle(persons.name);
    engine::count_members(registry);
    persons.by_nik.build(persons.nik);
    families.by_kk.build(families.kk);
  }

  std::uint16_t value(engine::Variable variable, std::uint16_t missing) {
    const engine::ValueRange range = engine::value_range(variable);
    return below(4) == 0 ? missing
                         : static_cast<std::uint16_t>(range.lowest + below(range.highest - range.lowest + 1u));
  }

  void draw_indicators() {
    indicators.resize(registry.families.size());
    for (std::size_t f = 0; f < registry.families.size(); ++f) {
      for (std::size_t c = 0; c < engine::kFamilyCodeCount; ++c) {
        const auto variable = engine::variable(static_cast<engine::FamilyCode>(c));
        indicators.codes.set(f, c, static_cast<std::uint8_t>(value(variable, engine::kMissingCode)));
      }
      for (std::size_t c = 0; c < engine::kFamilyNumberCount; ++c) {
        indicators.numbers[c][f] =
            value(engine::variable(static_cast<engine::FamilyNumber>(c)), engine::kMissingNumber);
      }
      for (std::size_t c = 0; c < engine::kMemberAggregateCount; ++c) {
        indicators.aggregates[c][f] = static_cast<std::uint8_t>(
            value(engine::variable(static_cast<engine::MemberAggregate>(c)), engine::kMissingAggregate));
      }
    }
  }

  void draw_results() {
    for (std::size_t f = 0; f < registry.families.size(); ++f) {
      const bool ranked = below(3) != 0;
      const auto desil = [&] { return static_cast<engine::Desil>(ranked ? 1 + below(10) : 0); };
      status.push_back(ranked ? engine::FamilyStatus::kRanked : static_cast<engine::FamilyStatus>(1 + below(5)));
      score.push_back(ranked ? static_cast<engine::PmtScore>(below(1u << 30)) - (1 << 20) : engine::kNoScore);
      national.push_back(desil());
      province.push_back(desil());
      regency.push_back(desil());
      source_rank.push_back(static_cast<std::uint8_t>(below(3) == 0 ? engine::kNoRank : below(2)));
      for (auto& programme : programmes) programme.push_back(static_cast<engine::ProgrammeStatus>(below(5)));
    }
  }

  io::RegistryContents contents() const {
    io::RegistryContents view;
    view.registry = &registry;
    view.indicators = &indicators;
    view.source_rank = source_rank;
    view.status = status;
    view.score = score;
    view.ranking = ranking;
    view.national = national;
    view.province = province;
    view.regency = regency;
    view.programme_status = [this](std::size_t programme, engine::FamilyRow family) {
      return programmes[programme][family];
    };
    view.meta = meta;
    return view;
  }

  // Returns the SHA-256 of the plain columns.
  std::string write(const std::string& path) const {
    io::SnapshotOptions options;
    options.kind = io::kRegistrySnapshotKind;
    options.plain = true;
    options.page_size = 4096;
    io::SnapshotWriter writer(path, options);
    io::write_registry_snapshot(writer, contents(), io::region_tree());
    writer.commit();
    return writer.plain_sha256();
  }

  std::mt19937_64 random;
  engine::Registry registry;
  engine::FamilyIndicators indicators;
  std::vector<std::uint8_t> source_rank;
  std::vector<engine::FamilyStatus> status;
  std::vector<engine::PmtScore> score, ranking;
  std::vector<engine::Desil> national, province, regency;
  std::vector<std::vector<engine::ProgrammeStatus>> programmes{2};
  io::RegistryMeta meta;
};

io::RegistrySnapshot load(const std::string& path) { return io::load_registry_snapshot(path, {}, io::region_tree()); }

std::string written(const engine::PersonTable& persons, engine::PersonRow p) {
  engine::NameBuffer buffer;
  return std::string(persons.names.written_name(persons.name[p], buffer));
}

void rename(engine::PersonTable& persons, engine::PersonRow person, std::string_view name) {
  engine::NameCoder coder;
  std::vector<engine::NameCode> codes;
  for (engine::PersonRow p = 0; p < persons.size(); ++p)
    codes.push_back(coder.code(p == person ? std::string(name) : written(persons, p)));
  persons.names = coder.settle(codes);
  persons.name = std::move(codes);
}

std::vector<std::uint16_t> bits_of(const std::vector<engine::PersonMarks>& marks) {
  std::vector<std::uint16_t> bits;
  for (const engine::PersonMarks& mark : marks) bits.push_back(std::bit_cast<std::uint16_t>(mark));
  return bits;
}

void require_equal(const io::RegistrySnapshot& loaded, const RandomRun& run) {
  const engine::PersonTable &persons = loaded.registry.persons, &wanted = run.registry.persons;
  REQUIRE(persons.nik == wanted.nik);
  REQUIRE(persons.family == wanted.family);
  REQUIRE(persons.birth == wanted.birth);
  REQUIRE(bits_of(persons.marks) == bits_of(wanted.marks));
  for (engine::PersonRow p = 0; p < persons.size(); ++p) {
    REQUIRE(written(persons, p) == written(wanted, p));
    REQUIRE(persons.find({persons.nik[p]}) == p);
  }
  const engine::FamilyTable &families = loaded.registry.families, &kept = run.registry.families;
  REQUIRE(families.kk == kept.kk);
  REQUIRE(families.village == kept.village);
  REQUIRE(families.first_person == kept.first_person);
  REQUIRE(families.members == kept.members);
  REQUIRE(families.flags == kept.flags);
  for (engine::FamilyRow f = 0; f < families.size(); ++f) REQUIRE(families.find({families.kk[f]}) == f);
  REQUIRE(std::ranges::equal(loaded.indicators.codes.bytes(), run.indicators.codes.bytes()));
  REQUIRE(loaded.indicators.numbers == run.indicators.numbers);
  REQUIRE(loaded.indicators.aggregates == run.indicators.aggregates);
  REQUIRE(loaded.source_rank == run.source_rank);
  REQUIRE(loaded.status == run.status);
  REQUIRE(loaded.score == run.score);
  REQUIRE(loaded.ranking == run.ranking);
  REQUIRE(loaded.national == run.national);
  REQUIRE(loaded.province == run.province);
  REQUIRE(loaded.regency == run.regency);
  REQUIRE(loaded.programmes == run.programmes);
  REQUIRE(loaded.meta == run.meta);
}

// Writes what `spoil` has made of the run, and returns how loading refuses it.
engine::Error refusal(const std::function<void(RandomRun&)>& spoil) {
  const TemporaryFolder folder;
  RandomRun run(5, 300);
  spoil(run);
  run.write(folder.path("registry.desil"));
  try {
    load(folder.path("registry.desil"));
  } catch (const engine::Error& error) {
    return error;
  }
  return {engine::ExitCode::kOk, "not refused"};
}

}  // namespace

TEST_CASE("registry snapshot: random registries come back column by column", "[snapshot]") {
  const TemporaryFolder folder;
  for (const std::size_t families : {1u, 2u, 127u, 128u, 129u, 4000u}) {
    CAPTURE(families);
    const RandomRun run(families, families);
    const std::string plain = run.write(folder.path("registry.desil"));
    const io::RegistrySnapshot loaded = load(folder.path("registry.desil"));
    REQUIRE(loaded.plain_sha256 == plain);
    require_equal(loaded, run);
  }
}

TEST_CASE("registry snapshot: in a mode that lifts what is ranked is kept beside the score", "[snapshot][modes]") {
  const TemporaryFolder folder;
  RandomRun run(3, 200);
  run.meta.mode = "lifted";
  for (const engine::PmtScore score : run.score) run.ranking.push_back(score == engine::kNoScore ? score : score / 2);
  run.write(folder.path("registry.desil"));
  require_equal(load(folder.path("registry.desil")), run);
  const auto ranked = std::find(run.status.begin(), run.status.end(), engine::FamilyStatus::kRanked);
  run.ranking[static_cast<std::size_t>(ranked - run.status.begin())] = engine::kNoScore;
  run.write(folder.path("registry.desil"));
  REQUIRE_THROWS_WITH(load(folder.path("registry.desil")),
                      Catch::Contains("family/ranking_score") && Catch::Contains("a ranked family without a value"));
}

TEST_CASE("registry snapshot: the plain columns do not depend on the number of threads", "[snapshot]") {
  const TemporaryFolder folder;
  const RandomRun run(3, 3000);
  const int threads = engine::threads();
  std::vector<std::string> sums;
  for (const int count : {1, 2, 3, 8}) {
    engine::set_threads(count);
    sums.push_back(run.write(folder.path("registry.desil")));
    require_equal(load(folder.path("registry.desil")), run);
  }
  engine::set_threads(threads);
  REQUIRE(std::count(sums.begin(), sums.end(), sums[0]) == 4);
  RandomRun other(3, 3000);
  other.score[17] += other.score[17] == engine::kNoScore ? 0 : 1;
  other.regency[17] ^= 1;
  REQUIRE(other.write(folder.path("registry.desil")) != sums[0]);
}

TEST_CASE("registry snapshot: a sealed file that does not hold together is refused with section and row",
          "[snapshot]") {
  struct Case {
    const char* section;
    std::uint64_t row;  // 0 where no row is named
    std::function<void(RandomRun&)> spoil;
  };
  const auto single = [](RandomRun& run) {  // a family whose first row is not its last
    std::size_t f = 0;
    while (run.registry.families.first_person[f + 1] - run.registry.families.first_person[f] < 2) ++f;
    return f;
  };
  RandomRun model(5, 300);
  const std::size_t wide = single(model);
  const std::size_t second = model.registry.families.first_person[wide] + 1;
  const std::size_t last = model.registry.families.first_person[299];  // the first person of the last family
  std::size_t ranked = 0, unranked = 0;
  while (model.status[ranked] != engine::FamilyStatus::kRanked) ++ranked;
  while (model.status[unranked] == engine::FamilyStatus::kRanked) ++unranked;
  const std::vector<Case> cases = {
      {"person/nik", 8, [](RandomRun& run) { run.registry.persons.nik[7] = 0; }},
      {"person/nik", 8, [](RandomRun& run) { run.registry.persons.nik[7] = engine::kDigits16Limit; }},
      {"person/nik", second + 1,
       [=](RandomRun& run) { run.registry.persons.nik[second] = run.registry.persons.nik[second - 1]; }},
      {"person/nik", last + 1, [=](RandomRun& run) { run.registry.persons.nik[last] = run.registry.persons.nik[0]; }},
      {"person/marks", 4,
       [](RandomRun& run) {
         run.registry.persons.marks[3] = std::bit_cast<engine::PersonMarks>(std::uint16_t{0x100});
       }},
      {"person/marks", 4,
       [](RandomRun& run) { run.registry.persons.marks[3] = std::bit_cast<engine::PersonMarks>(std::uint16_t{3}); }},
      {"person/name", 3, [](RandomRun& run) { rename(run.registry.persons, 2, "A\nB"); }},
      {"family/kk", 10, [](RandomRun& run) { run.registry.families.kk[9] = engine::kDigits16Limit; }},
      {"family/kk", 11,
       [](RandomRun& run) {
         std::swap(run.registry.families.kk[9], run.registry.families.kk[10]);
         run.registry.families.village[10] = run.registry.families.village[9];
       }},
      {"family/first_person", 1, [](RandomRun& run) { run.registry.families.first_person[0] = 1; }},
      {"family/first_person", 301, [](RandomRun& run) { --run.registry.families.first_person[300]; }},
      {"family/first_person", 6,
       [](RandomRun& run) { run.registry.families.first_person[5] = run.registry.families.first_person[4] - 1; }},
      {"family/members", 13, [](RandomRun& run) { ++run.registry.families.members[12]; }},
      {"family/flags", 21, [](RandomRun& run) { run.registry.families.flags[20] = 8; }},
      {"family/codes", 30, [](RandomRun& run) { run.indicators.codes.set(29, 0, 14); }},
      {"family/codes", 301, [](RandomRun& run) { run.indicators.codes.set(300, 26, 0); }},
      {"family/luas_lantai", 31, [](RandomRun& run) { run.indicators.numbers[0][30] = 0xFFFE; }},
      {"family/kepala_kelamin", 32,
       [](RandomRun& run) {
         run.indicators.aggregates[static_cast<std::size_t>(engine::MemberAggregate::kHeadSex)][31] = 9;
       }},
      {"family/source_rank", 41, [](RandomRun& run) { run.source_rank[40] = 3; }},
      {"family/status", 42, [](RandomRun& run) { run.status[41] = static_cast<engine::FamilyStatus>(6); }},
      {"family/score", ranked + 1, [=](RandomRun& run) { run.score[ranked] = engine::kNoScore; }},
      {"family/desil_nasional", ranked + 1, [=](RandomRun& run) { run.national[ranked] = 11; }},
      {"family/desil_nasional", ranked + 1, [=](RandomRun& run) { run.national[ranked] = 0; }},
      {"family/desil_nasional", unranked + 1, [=](RandomRun& run) { run.national[unranked] = 1; }},
      {"family/desil_provinsi", 44, [](RandomRun& run) { run.province[43] = 255; }},
      {"programme/1", 45, [](RandomRun& run) { run.programmes[1][44] = static_cast<engine::ProgrammeStatus>(5); }},
      {"family/desil_kabupaten_kota", 0, [](RandomRun& run) { run.regency.pop_back(); }},
      {"meta", 0, [](RandomRun& run) { run.meta.flags.resize(33); }},
  };
  for (const Case& one : cases) {
    const engine::Error error = refusal(one.spoil);
    CAPTURE(one.section, one.row, error.what());
    REQUIRE(error.code() == engine::ExitCode::kDamaged);
    REQUIRE(error.place().column.substr(0, std::string(one.section).size()) == one.section);
    REQUIRE(error.place().row == one.row);
  }
}

TEST_CASE("registry snapshot: a village of another region table is refused", "[snapshot]") {
  const TemporaryFolder folder;
  const RandomRun run(9, 50);
  run.write(folder.path("registry.desil"));
  engine::RegionTree::Tables tables;
  tables.villages = {1101012001};
  tables.districts = {{110101, "Bakongan"}};
  engine::Region regency, province;
  regency.code = 1101;
  province.code = 11;
  tables.regencies = {regency};
  tables.provinces = {province};
  const engine::RegionTree other(tables);
  REQUIRE_THROWS_WITH(io::load_registry_snapshot(folder.path("registry.desil"), {}, other),
                      Catch::Contains("'village/code'") && Catch::Contains("region table of this version"));
}
