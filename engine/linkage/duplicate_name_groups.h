// The pass of duplicate_candidates.h over persons of one name and sex: every pair whose birth dates have a kind.
//
// Groups of up to 32 rows are compared all with all; larger ones by regency, and on one birth date; larger ones again
// by birth year and by day and month, then by village. What is too large even then is left out and counted.
//
// The rarity of a pair is that of its words, or less where the whole name is frequent: of f rows with the name in the
// registry (or in the regency, where both live in one) all but the two are others who bear it.
#pragma once

#include "engine/linkage/duplicate_candidates.h"

namespace engine {

struct NameGroupPairs {
  std::vector<DuplicatePair> pairs;
  StrangerCounts namesakes;
  double fashion = 1;
  std::uint64_t compared = 0, left_out = 0;
};

NameGroupPairs find_in_name_groups(const Registry& registry, const DuplicatePlaces& places,
                                   const DuplicateNames& names);

}  // namespace engine
