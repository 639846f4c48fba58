// Holds how the desils of a region stand to the true ones, as expected, and what a ranking errs by at every cut.
//
// Of the families whose desil is at most k ("chosen") and those whose true desil is ("meant"):
//   inclusion error = expected weight chosen but not meant / weight chosen,
//   exclusion error = expected weight meant but not chosen / expected weight meant.
// Both are ratios of expectations: in a region with few families the truth scatters around them.
//
// units: masses in 2^-30 of a unit of weight; their sums stay below 2^64 up to a weight of 10^10.
// threads: sums of integers, equal in any order.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "engine/desil/desil_chances.h"

namespace engine {

// Of one cut; nothing where nobody is chosen, or meant.
struct CutErrors {
  std::optional<double> inclusion, exclusion;
};

struct ExpectedDesils {
  std::array<std::array<std::uint64_t, 10>, 10> mass{};  // [own desil − 1][true desil − 1]

  void add(const ExpectedDesils& other);
  // k from 1 to 9.
  CutErrors errors_at(std::size_t k) const;
};

}  // namespace engine
