// The passes of duplicate_candidates.h over persons of one birth date and sex, with the strangers of other days.
#pragma once

#include "engine/linkage/duplicate_candidates.h"

namespace engine {

struct DateBlockPairs {
  std::vector<DuplicatePair> pairs;  // by block, then row; a pair may be there once for each pass
  StrangerCounts strangers;          // of one regency and of the nation
  std::uint64_t compared = 0, left_out = 0;
};

DateBlockPairs find_in_date_blocks(const Registry& registry, const DuplicatePlaces& places, const DuplicateNames& names,
                                   std::span<const NameSketch> sketches);

}  // namespace engine
