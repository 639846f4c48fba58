// Counts the rows of every block of one key, exactly: what a pass costs before any pair is made.
//
// missing: rows with kNoKey are in no block. order: blocks ascending by key; rows within a block ascending. threads:
// one answer. cost: three counting sorts of the rows with a key, some 15 ns a row.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/linkage/match/block_keys.h"
#include "engine/linkage/match/blocking_plan.h"

namespace engine {

// Rows by block.
struct Blocks {
  std::vector<std::uint32_t> rows;
  std::vector<std::uint32_t> starts;  // of each block, and the end
  std::size_t size() const { return starts.empty() ? 0 : starts.size() - 1; }
  std::span<const std::uint32_t> operator[](std::size_t block) const {
    return std::span(rows).subspan(starts[block], starts[block + 1] - starts[block]);
  }
};

Blocks make_blocks(std::span<const BlockKey> keys);

// Pairs within a block; with two files, of a row of each.
std::uint64_t pairs_within(std::span<const std::uint32_t> block, const MatchSides& sides);

std::uint64_t pairs_within(const Blocks& blocks, const MatchSides& sides);

}  // namespace engine
