// Builds the indicators of every registry family from its best source and from its members.
//
// Record mode (default): the whole record of the best source that has the family. Field mode: cells that
// the best source left empty are filled from the next one. "Best" is the order in which `apply_source`
// is called: precedence, then the newer reference date, then the order of the run file.
//
// Aggregates count the registry members who count (PersonMarks::counts); ages are whole years at the
// registry's reference date; schooling, work and disability come from the best padan source row of each
// member. The head is the member who counts with relation 1, else relation 2, else the oldest (of equals
// the smallest NIK).
//
// missing: a family that no source reaches keeps `source` = kNoSource and has no indicators.
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

inline constexpr std::uint8_t kNoSource = 0xFF;

enum class AssemblyMode : std::uint8_t { kRecord, kField };

class FamilyAssembly {
 public:
  FamilyAssembly(std::size_t families, AssemblyMode mode);

  // Gives the winners of one source; call in order of precedence. `source` is its index in the run file.
  // Returns the number of families whose record now comes from this source.
  std::uint64_t apply_source(std::uint8_t source, std::span<const FamilyRecord> rows, const FamilyWinners& winners);

  // Fills the aggregates of members.
  void add_members(const Registry& registry, std::span<const std::uint32_t> attributes, Day reference);

  const FamilyIndicators& indicators() const { return indicators_; }
  const std::vector<std::uint8_t>& source() const { return source_; }

 private:
  AssemblyMode mode_;
  FamilyIndicators indicators_;
  std::vector<std::uint8_t> source_;
};

// The member taken for the head, or kNoRow where nobody counts.
PersonRow head_of(const Registry& registry, FamilyRow family);

}  // namespace engine
