// Chooses, for one source, the family row that stands for each registry family.
//
// Several rows of a source may reach one registry family (a split KK, an old KK, a repeated row). The
// best one wins, of those with any indicator: more votes, then the same KK number, then the smaller source KK, then
// more filled cells, then the larger content, then the earlier row. Everything but the last is content, so the order of
// rows does not matter for what is known of a family.
//
// threads: parallel inside; the answer is the same for any thread count.
#pragma once

#include <span>
#include <vector>

#include "engine/linkage/family_votes.h"
#include "engine/store/source_rows.h"

namespace engine {

struct FamilyWinners {
  std::vector<FamilyLink> links;         // by source family row
  std::vector<std::uint32_t> winner_of;  // by registry family: index into the rows, or kNoRow
};

// False where every code and number of the row is empty.
bool has_indicators(const FamilyRecord& row);

FamilyWinners choose_family_rows(std::span<const FamilyRecord> rows, const FamilyVotes& votes,
                                 const FamilyTable& registry);

}  // namespace engine
