#include "engine/assembly/assemble_families.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "engine/parallel.h"
#include "tests/engine/batches.h"

using namespace engine;
using tests::batch_of;
using tests::family_row;

namespace {

constexpr auto kFloorColumn = static_cast<std::size_t>(FamilyCode::kFloor);
constexpr auto kWallColumn = static_cast<std::size_t>(FamilyCode::kWall);

Registry registry_of(const std::vector<tests::Person>& people) {
  RegistryBuilder builder;
  builder.add(batch_of(people));
  return std::move(builder.build().registry);
}

std::uint8_t value(const FamilyAssembly& assembly, MemberAggregate which, FamilyRow family) {
  return assembly.indicators().aggregates[static_cast<std::size_t>(which)][family];
}

}  // namespace

TEST_CASE("assembly: the source with precedence gives the whole record, others only what it has not", "[assembly]") {
  const Registry registry = registry_of({{.nik = 1, .kk = 100}, {.nik = 2, .kk = 200}, {.nik = 3, .kk = 300}});
  FamilyVotes nobody;
  nobody.finish();
  std::vector<FamilyRecord> best{family_row(100, 1, 3)};
  std::vector<FamilyRecord> next{family_row(100, 1, 8), family_row(200, 2, 7)};
  next[0].codes[kWallColumn] = 4;
  const auto apply = [&](FamilyAssembly& assembly, std::uint8_t rank, const std::vector<FamilyRecord>& rows) {
    assembly.apply_source(rank, rows, choose_family_rows(rows, nobody, registry.families));
  };
  for (const AssemblyMode mode : {AssemblyMode::kRecord, AssemblyMode::kField}) {
    for (const bool best_first : {true, false}) {
      FamilyAssembly assembly(registry.families.size(), mode);
      if (best_first) apply(assembly, 1, best);
      apply(assembly, 2, next);
      if (!best_first) apply(assembly, 1, best);
      REQUIRE(assembly.rank() == std::vector<std::uint8_t>{1, 2, kNoRank});
      REQUIRE(assembly.indicators().codes.get(0, kFloorColumn) == 3);
      REQUIRE(assembly.indicators().codes.get(0, kWallColumn) == (mode == AssemblyMode::kField ? 4 : kMissingCode));
      REQUIRE(assembly.indicators().codes.get(1, kFloorColumn) == 7);
      REQUIRE(assembly.indicators().codes.get(2, kFloorColumn) == kMissingCode);
    }
  }
}

TEST_CASE("assembly: the winner among rows of one source does not depend on their order", "[assembly]") {
  const Registry registry = registry_of({{.nik = 1, .kk = 100}});
  FamilyVotes votes;
  votes.add({900}, 0, 1);
  votes.add({900}, 0, 1);
  votes.add({800}, 0, 2);
  votes.finish();
  std::vector<FamilyRecord> rows{family_row(100, 1, 1), family_row(800, 2, 2), family_row(900, 3, 3),
                                 family_row(900, 4, 5)};
  std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.row < b.row; });
  do {
    const FamilyWinners winners = choose_family_rows(rows, votes, registry.families);
    // Two votes beat one vote and the same KK number; of the repeated KK 900 the larger content wins.
    REQUIRE(rows[winners.winner_of[0]].codes[kFloorColumn] == 5);
  } while (std::next_permutation(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.row < b.row; }));
}

TEST_CASE("assembly: aggregates count living members of the registry and read the head", "[assembly]") {
  Registry registry = registry_of({{.nik = 1, .kk = 100, .birth = "1980-01-01", .relation = 1},
                                   {.nik = 2, .kk = 100, .birth = "1985-06-30", .sex = Sex::kFemale, .relation = 2},
                                   {.nik = 3, .kk = 100, .birth = "2015-07-11", .relation = 3},
                                   {.nik = 4, .kk = 100, .birth = "1950-07-10", .relation = 6},
                                   {.nik = 5, .kk = 100, .birth = "1940-01-01", .relation = 6}});
  registry.persons.marks[4].set_dead();
  std::vector<std::uint32_t> attributes(5, 0);
  PersonRecord head;
  head.codes[static_cast<std::size_t>(PersonCode::kSchooling)] = 13;
  head.codes[static_cast<std::size_t>(PersonCode::kWorking)] = 1;
  head.codes[static_cast<std::size_t>(PersonCode::kSector)] = 12;
  head.codes[static_cast<std::size_t>(PersonCode::kJobStatus)] = 4;
  head.codes[static_cast<std::size_t>(PersonCode::kDisabilityWalking)] = 2;
  attributes[0] = PersonAttributes::pack(head, 0, 95).word();
  PersonRecord child;
  child.codes[static_cast<std::size_t>(PersonCode::kAttendance)] = 2;
  attributes[2] = PersonAttributes::pack(child, 1, 100).word();
  PersonRecord old;
  old.codes[static_cast<std::size_t>(PersonCode::kSchooling)] = 3;
  attributes[3] = PersonAttributes::pack(old, 1, 100).word();
  FamilyAssembly assembly(1, AssemblyMode::kRecord);
  assembly.add_members(registry, attributes, *day_from_iso("2026-07-10"));
  const std::vector<std::pair<MemberAggregate, int>> wanted{{MemberAggregate::kMembers, 4},
                                                            {MemberAggregate::kAge7to12, 1},
                                                            {MemberAggregate::kAge19to59, 2},
                                                            {MemberAggregate::kAge60up, 1},
                                                            {MemberAggregate::kAge0to6, 0},
                                                            {MemberAggregate::kHeadAge, 46},
                                                            {MemberAggregate::kHeadSex, 1},
                                                            {MemberAggregate::kHeadSchooling, 3},
                                                            {MemberAggregate::kHighestSchooling, 3},
                                                            {MemberAggregate::kHeadWorking, 1},
                                                            {MemberAggregate::kHeadSector, 12},
                                                            {MemberAggregate::kHeadJobStatus, 4},
                                                            {MemberAggregate::kWorking, 1},
                                                            {MemberAggregate::kInSchool, 1},
                                                            {MemberAggregate::kDisabled, 1},
                                                            {MemberAggregate::kDependencyPercent, 100},
                                                            {MemberAggregate::kCompletedPrimary, 2},
                                                            {MemberAggregate::kCompletedLowerSecondary, 1},
                                                            {MemberAggregate::kCompletedUpperSecondary, 1},
                                                            {MemberAggregate::kCompletedDiploma, 0}};
  for (const auto& [which, count] : wanted) {
    CAPTURE(std::string(aggregate_name(which)));
    REQUIRE(int{value(assembly, which, 0)} == count);
  }
}

TEST_CASE("assembly: without a head the spouse stands in, then the oldest member", "[assembly]") {
  Registry registry = registry_of({{.nik = 1, .kk = 100, .birth = "1980-01-01", .relation = 1},
                                   {.nik = 2, .kk = 100, .birth = "1990-01-01", .relation = 2},
                                   {.nik = 3, .kk = 100, .birth = "1950-01-01", .relation = 6}});
  REQUIRE(head_of(registry, 0) == 0);
  registry.persons.marks[0].set_dead();
  REQUIRE(head_of(registry, 0) == 1);
  registry.persons.marks[1].set_dead();
  REQUIRE(head_of(registry, 0) == 2);
  registry.persons.marks[2].set_dead();
  REQUIRE(head_of(registry, 0) == kNoRow);
}

TEST_CASE("assembly: attributes of the better source win over a better name", "[assembly]") {
  PersonRecord record;
  record.codes[static_cast<std::size_t>(PersonCode::kSchooling)] = 3;
  const auto first_source = PersonAttributes::pack(record, 0, 81);
  record.codes[static_cast<std::size_t>(PersonCode::kSchooling)] = 20;
  const auto second_source = PersonAttributes::pack(record, 1, 100);
  const auto second_better_name = PersonAttributes::pack(record, 1, 99);
  REQUIRE(first_source.word() > second_source.word());
  REQUIRE(second_source.word() > second_better_name.word());
  REQUIRE(second_source.schooling() == 20);
  REQUIRE(second_source.given());
}
