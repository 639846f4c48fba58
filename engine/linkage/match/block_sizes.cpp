#include "engine/linkage/match/block_sizes.h"

#include <algorithm>

#include "engine/parallel.h"

namespace engine {

Blocks make_blocks(std::span<const BlockKey> keys) {
  std::vector<std::uint64_t> order;
  order.reserve(keys.size());
  for (std::size_t row = 0; row < keys.size(); ++row) {
    if (keys[row] != kNoKey) order.push_back(std::uint64_t{keys[row]} << 32 | row);
  }
  parallel_sort(order, [](std::uint64_t a, std::uint64_t b) { return a < b; });
  Blocks blocks;
  blocks.rows.reserve(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i == 0 || order[i] >> 32 != order[i - 1] >> 32) blocks.starts.push_back(static_cast<std::uint32_t>(i));
    blocks.rows.push_back(static_cast<std::uint32_t>(order[i]));
  }
  blocks.starts.push_back(static_cast<std::uint32_t>(order.size()));
  return blocks;
}

std::uint64_t pairs_within(std::span<const std::uint32_t> block, const MatchSides& sides) {
  const std::uint64_t rows = block.size();
  if (!sides.two_files()) return rows * (rows - 1) / 2;
  const auto middle = std::lower_bound(block.begin(), block.end(), sides.left_rows);
  const auto left = static_cast<std::uint64_t>(middle - block.begin());
  return left * (rows - left);
}

std::uint64_t pairs_within(const Blocks& blocks, const MatchSides& sides) {
  return parallel_reduce(
      blocks.size(), 4096, std::uint64_t{0},
      [&](std::size_t begin, std::size_t end) {
        std::uint64_t pairs = 0;
        for (std::size_t b = begin; b < end; ++b) pairs += pairs_within(blocks[b], sides);
        return pairs;
      },
      [](std::uint64_t& sum, std::uint64_t part) { sum += part; });
}

}  // namespace engine
