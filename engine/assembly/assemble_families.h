// Builds the indicators of every registry family from its best source and from its members.
//
// Record mode (default): the whole record of the best source that has the family. Field mode: each cell
// from the best source that filled it. Best is the lowest rank; sources may be applied in any order, so
// that one source at a time is in memory.
//
// Aggregates count the registry members who count (PersonMarks::counts); ages are whole years at the
// registry's reference date; schooling, work and disability come from the best padan source row of each
// member. The head is the member who counts with relation 1, else relation 2, else the oldest (of equals
// the smallest NIK).
//
// missing: a family that no source reaches keeps `rank` = kNoRank and has no indicators.
// memory: FamilyIndicators + 1 byte a family; field mode 16.5 bytes more, until `add_members`.
// threads: parallel inside; one answer.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/assembly/family_winners.h"
#include "engine/store/family_indicators.h"
#include "engine/store/person_attributes.h"
#include "engine/store/registry.h"

namespace engine {

inline constexpr std::uint8_t kNoRank = 15;

enum class AssemblyMode : std::uint8_t { kRecord, kField };

class FamilyAssembly {
 public:
  FamilyAssembly(std::size_t families, AssemblyMode mode);
  // Goes on from the columns of an earlier one, before its `add_members`: all of one length.
  FamilyAssembly(AssemblyMode mode, FamilyIndicators indicators, NibbleTiles cell_ranks,
                 std::vector<std::uint8_t> rank);

  // Takes over the rows of one source where its rank (0 best, to 14) is better than what is there.
  void apply_source(std::uint8_t rank, std::span<const FamilyRecord> rows, const FamilyWinners& winners);

  // Fills the aggregates of members.
  void add_members(const Registry& registry, std::span<const std::uint32_t> attributes, Day reference);

  const FamilyIndicators& indicators() const { return indicators_; }
  // Rank of the best source that has the family; kNoRank where none has.
  const std::vector<std::uint8_t>& rank() const { return rank_; }
  // Field mode: rank of the source of each cell, codes then numbers. Record mode and after add_members: no rows.
  const NibbleTiles& cell_ranks() const { return cell_ranks_; }

 private:
  AssemblyMode mode_;
  FamilyIndicators indicators_;
  NibbleTiles cell_ranks_;  // field mode: codes, then numbers
  std::vector<std::uint8_t> rank_;
};

// The member taken for the head, or kNoRow where nobody counts.
PersonRow head_of(const Registry& registry, FamilyRow family);

}  // namespace engine
