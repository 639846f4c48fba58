// Counts pairs by their comparison pattern: all that EM needs to know of any number of pairs.
//
// Each thread counts for itself; adding the counts up gives the same table in any order.
//
// shape: patterns below 2^63. order: `sorted` is ascending by pattern. threads: one at a time. cost: one hash probe an
// addition, 16 bytes a slot, at most four slots a pattern.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/linkage/model/pattern_layout.h"

namespace engine {

struct PatternCount {
  Pattern pattern = 0;
  std::uint64_t pairs = 0;
  friend bool operator==(const PatternCount&, const PatternCount&) = default;
};

class PatternCounts {
 public:
  PatternCounts();

  void add(Pattern pattern, std::uint64_t pairs = 1);
  void merge(const PatternCounts& other);

  std::size_t patterns() const { return used_; }
  std::uint64_t pairs() const;
  std::vector<PatternCount> sorted() const;

 private:
  void grow();
  PatternCount& slot_of(Pattern pattern);

  std::vector<PatternCount> slots_;  // free: kFree
  std::size_t used_ = 0;
};

}  // namespace engine
