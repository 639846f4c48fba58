// Chooses the blocking passes from the data alone: which keys, and how large their blocks are.
//
// Two rows of one person agree somewhere even when much is wrong, but nobody says where. So every key that is fine
// enough makes a pass of its own, and every two fields make passes of two keys: whatever two fields are right, a pass
// finds the pair. Of the forms of a key the coarsest that the budget allows is taken, since it forgives most. Costs are
// exact: the histogram of block sizes is made before any pair. A block above the cap of its pass gets a finer key, one
// whole field after the other; what is still too large is cut in the order of the rows' contents, so that rows alike in
// everything stay together; nothing is dropped in silence. So a name or a blank that a million rows share stays cheap.
//
// Rows without a key are not in the pass. order: nothing depends on the order of the rows. threads: one answer for any
// number. cost: a sort of the rows for each pass that is weighed. memory: 4 bytes a row and pass.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/linkage/match/block_keys.h"
#include "engine/linkage/match/field_values.h"

namespace engine {

inline constexpr std::size_t kMostPasses = 64;

// The rows of one or two files: with two, pairs are one row of each.
struct MatchSides {
  std::uint32_t rows = 0;
  std::uint32_t left_rows = 0;  // 0 in a single file
  bool two_files() const { return left_rows != 0; }
  std::uint64_t pairs() const {
    if (two_files()) return std::uint64_t{left_rows} * (rows - left_rows);
    return std::uint64_t{rows} * (rows > 0 ? rows - 1 : 0) / 2;
  }
};

struct BlockingPass {
  std::string name;  // "surname: consonants + date_of_birth: year and month"
  std::vector<std::size_t> columns;
  std::uint64_t pairs = 0;          // within the blocks, before pairs of earlier passes are left out
  std::uint64_t largest_block = 0;  // rows
  std::uint64_t refined_rows = 0;   // rows in blocks that got a finer key
  std::uint64_t cut_rows = 0;       // rows in blocks that had to be cut
};

struct BlockingPlan {
  std::vector<BlockingPass> passes;
  // Row by row, one key a pass: rows with the same key that is not kNoKey are in one block.
  std::vector<BlockKey> keys;
  BlockKey key(std::uint32_t row, std::size_t pass) const { return keys[row * passes.size() + pass]; }
};

struct BlockingOptions {
  std::vector<std::vector<std::size_t>> rules;  // fields of each rule; empty: passes are found
  std::uint64_t most_pairs = 0;                 // of all passes; 0: by the number of rows
};

BlockingPlan plan_blocking(std::span<const FieldValues> fields, const MatchSides& sides,
                           std::span<const std::uint32_t> content_ranks, const BlockingOptions& options);

}  // namespace engine
