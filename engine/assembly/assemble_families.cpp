#include "engine/assembly/assemble_families.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "engine/parallel.h"

namespace engine {
namespace {

// A multiple of kTileRows, so that no two threads write the same tile.
constexpr std::size_t kGrain = 64 * kTileRows;

// By step of the ladder, from 1.
constexpr std::array kCompleted = {MemberAggregate::kCompletedPrimary, MemberAggregate::kCompletedLowerSecondary,
                                   MemberAggregate::kCompletedUpperSecondary, MemberAggregate::kCompletedDiploma};

using Aggregates = std::array<std::uint32_t, kMemberAggregateCount>;

std::uint32_t& at(Aggregates& aggregates, MemberAggregate which) { return aggregates[static_cast<std::size_t>(which)]; }

MemberAggregate age_band(int age) {
  if (age <= 6) return MemberAggregate::kAge0to6;
  if (age <= 12) return MemberAggregate::kAge7to12;
  if (age <= 15) return MemberAggregate::kAge13to15;
  if (age <= 18) return MemberAggregate::kAge16to18;
  if (age <= 59) return MemberAggregate::kAge19to59;
  return MemberAggregate::kAge60up;
}

std::uint32_t given_or_missing(std::uint8_t code) { return code == 0 ? kMissingAggregate : code; }

Aggregates aggregate(const Registry& registry, std::span<const std::uint32_t> attributes, Day reference,
                     FamilyRow family) {
  const PersonTable& persons = registry.persons;
  Aggregates sums{};
  std::uint32_t dependents = 0, supporters = 0, highest = 0;
  bool any_schooling = false;
  for (PersonRow p = registry.families.first_person[family]; p < registry.families.first_person[family + 1]; ++p) {
    if (!persons.marks[p].counts()) continue;
    ++at(sums, MemberAggregate::kMembers);
    if (persons.birth[p] != kNoDate) {
      const int age = age_in_years(persons.birth[p], reference);
      ++at(sums, age_band(age));
      ++(age < 15 || age >= 65 ? dependents : supporters);
    }
    const PersonAttributes known(attributes[p]);
    at(sums, MemberAggregate::kWorking) += known.working() == 1 ? 1u : 0u;
    at(sums, MemberAggregate::kInSchool) += known.attendance() == 2 ? 1u : 0u;
    const std::uint8_t worst = known.worst_disability();
    at(sums, MemberAggregate::kDisabled) += worst == 1 || worst == 2 ? 1u : 0u;
    if (const std::uint8_t ladder = schooling_ladder(known.schooling()); ladder != kMissingAggregate) {
      highest = std::max<std::uint32_t>(highest, ladder);
      for (std::size_t step = 0; step < kCompleted.size(); ++step)
        at(sums, kCompleted[step]) += ladder > step ? 1u : 0u;
      any_schooling = true;
    }
  }
  at(sums, MemberAggregate::kHighestSchooling) = any_schooling ? highest : kMissingAggregate;
  at(sums, MemberAggregate::kDependencyPercent) =
      supporters == 0 ? (dependents == 0 ? kMissingAggregate : 250u) : std::min(250u, 100u * dependents / supporters);

  const PersonRow head = head_of(registry, family);
  for (const MemberAggregate which :
       {MemberAggregate::kHeadAge, MemberAggregate::kHeadSex, MemberAggregate::kHeadSchooling,
        MemberAggregate::kHeadWorking, MemberAggregate::kHeadSector, MemberAggregate::kHeadJobStatus}) {
    at(sums, which) = kMissingAggregate;
  }
  if (head != kNoRow) {
    const PersonAttributes known(attributes[head]);
    if (persons.birth[head] != kNoDate) {
      at(sums, MemberAggregate::kHeadAge) = static_cast<std::uint32_t>(age_in_years(persons.birth[head], reference));
    }
    at(sums, MemberAggregate::kHeadSex) = given_or_missing(static_cast<std::uint8_t>(persons.marks[head].sex()));
    at(sums, MemberAggregate::kHeadSchooling) = schooling_ladder(known.schooling());
    at(sums, MemberAggregate::kHeadWorking) = given_or_missing(known.working());
    at(sums, MemberAggregate::kHeadSector) = given_or_missing(known.sector());
    at(sums, MemberAggregate::kHeadJobStatus) = given_or_missing(known.job_status());
  }
  return sums;
}

}  // namespace

PersonRow head_of(const Registry& registry, FamilyRow family) {
  const PersonTable& persons = registry.persons;
  PersonRow best = kNoRow;
  const auto rank = [&](PersonRow p) {
    const std::uint8_t relation = persons.marks[p].relation();
    const int order = relation == 1 ? 0 : relation == 2 ? 1 : 2;
    return std::tuple(order, persons.birth[p], persons.nik[p]);  // an unknown birth date sorts last
  };
  for (PersonRow p = registry.families.first_person[family]; p < registry.families.first_person[family + 1]; ++p) {
    if (persons.marks[p].counts() && (best == kNoRow || rank(p) < rank(best))) best = p;
  }
  return best;
}

FamilyAssembly::FamilyAssembly(std::size_t families, AssemblyMode mode) : mode_(mode), rank_(families, kNoRank) {
  indicators_.resize(families);
  if (mode == AssemblyMode::kField) cell_ranks_ = NibbleTiles(families, kFamilyCodeCount + kFamilyNumberCount);
}

FamilyAssembly::FamilyAssembly(AssemblyMode mode, FamilyIndicators indicators, NibbleTiles cell_ranks,
                               std::vector<std::uint8_t> rank)
    : mode_(mode), indicators_(std::move(indicators)), cell_ranks_(std::move(cell_ranks)), rank_(std::move(rank)) {}

void FamilyAssembly::apply_source(std::uint8_t rank, std::span<const FamilyRecord> rows, const FamilyWinners& winners) {
  parallel_for(rank_.size(), kGrain, [&](std::size_t begin, std::size_t end) {
    for (std::size_t f = begin; f < end; ++f) {
      if (winners.winner_of[f] == kNoRow) continue;
      const FamilyRecord& row = rows[winners.winner_of[f]];
      const bool whole = rank < rank_[f];
      if (whole) rank_[f] = rank;
      // True where this row gives the cell; in field mode an empty cell never replaces a filled one.
      const auto takes = [&](std::size_t cell, bool filled) {
        if (mode_ == AssemblyMode::kRecord) return whole;
        if (!filled || rank >= cell_ranks_.get(f, cell)) return false;
        cell_ranks_.set(f, cell, rank);
        return true;
      };
      for (std::size_t c = 0; c < kFamilyCodeCount; ++c) {
        if (takes(c, row.codes[c] != kMissingCode)) indicators_.codes.set(f, c, row.codes[c]);
      }
      for (std::size_t c = 0; c < kFamilyNumberCount; ++c) {
        if (takes(kFamilyCodeCount + c, row.numbers[c] != kMissingNumber)) indicators_.numbers[c][f] = row.numbers[c];
      }
    }
  });
}

void FamilyAssembly::add_members(const Registry& registry, std::span<const std::uint32_t> attributes, Day reference) {
  cell_ranks_ = NibbleTiles();
  parallel_for(registry.families.size(), kGrain, [&](std::size_t begin, std::size_t end) {
    for (std::size_t f = begin; f < end; ++f) {
      const Aggregates sums = aggregate(registry, attributes, reference, static_cast<FamilyRow>(f));
      for (std::size_t a = 0; a < kMemberAggregateCount; ++a) {
        const bool missing = sums[a] == kMissingAggregate;
        indicators_.aggregates[a][f] = missing ? kMissingAggregate : static_cast<std::uint8_t>(std::min(sums[a], 254u));
      }
    }
  });
}

}  // namespace engine
