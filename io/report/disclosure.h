// Decides which cells of a regional table may be shown (trust: statistical disclosure).
//
// Rows are sibling regions (the provinces of the nation, the regencies of one province); their columns
// are families without a desil, families of desil 1 to 10, and all families. A cell below
// kSmallestShown is withheld. So that no withheld cell can be had by subtraction, in every row and
// every column the withheld cells are at least two and add up to at least kSmallestShown; the smallest
// other cells (first one at ties) are withheld as well until that holds or the line is used up.
//
// cost: O(rows × columns) a sweep, few sweeps.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/run_summary.h"

namespace io::report {

inline constexpr std::uint64_t kSmallestShown = 10;
inline constexpr std::uint64_t kSmallestAveraged = 30;  // families behind a mean or a share

enum class Cell : std::uint8_t {
  kShown,
  kSmall,      // below kSmallestShown
  kProtected,  // would give a small cell away
};

inline constexpr std::size_t kTotalColumn = 11;
using CellRow = std::array<Cell, 12>;

// One row per region, in the order given.
std::vector<CellRow> disclosed(const std::vector<const engine::RegionSummary*>& siblings);

// The same for all regions of a list ordered by code; siblings share the code divided by `divisor`.
std::vector<CellRow> disclosed_by_parent(const std::vector<engine::RegionSummary>& regions, std::uint32_t divisor);

}  // namespace io::report
