#include "engine/linkage/match/block_sizes.h"

#include <algorithm>
#include <array>

#include "engine/parallel.h"

namespace engine {
namespace {

struct KeyedRow {
  BlockKey key;
  std::uint32_t row;
};

// By key, equal keys in the order they had: three counting sorts from the lowest digits up.
void sort_by_key(std::vector<KeyedRow>& rows) {
  constexpr unsigned kBits = 11;
  constexpr std::uint32_t kDigits = 1u << kBits;
  std::vector<KeyedRow> sorted(rows.size());
  for (unsigned shift = 0; shift < 32; shift += kBits) {
    std::array<std::size_t, kDigits + 1> starts{};
    for (const KeyedRow& row : rows) ++starts[(row.key >> shift & (kDigits - 1)) + 1];
    for (std::uint32_t digit = 0; digit < kDigits; ++digit) starts[digit + 1] += starts[digit];
    for (const KeyedRow& row : rows) sorted[starts[row.key >> shift & (kDigits - 1)]++] = row;
    rows.swap(sorted);
  }
}

}  // namespace

Blocks make_blocks(std::span<const BlockKey> keys) {
  std::vector<KeyedRow> order;
  order.reserve(keys.size());
  for (std::size_t row = 0; row < keys.size(); ++row) {
    if (keys[row] != kNoKey) order.push_back({keys[row], static_cast<std::uint32_t>(row)});
  }
  sort_by_key(order);
  Blocks blocks;
  blocks.rows.reserve(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i == 0 || order[i].key != order[i - 1].key) blocks.starts.push_back(static_cast<std::uint32_t>(i));
    blocks.rows.push_back(order[i].row);
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
