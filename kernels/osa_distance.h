// Gives the optimal string alignment distance of two names: insertions, deletions, substitutions and swaps of two
// neighbouring letters at a cost of one each, where no letter takes part in two edits (CA and ABC are 3 apart).
//
// Letters are bytes. The distance is found a column of the matrix at a time in machine words (H. Hyyrö, "A bit-vector
// algorithm for computing Levenshtein and Damerau edit distances", Nordic Journal of Computing 10, 2003).
//
// shape: at most kLongestName bytes each; the order of the two does not matter. threads: safe. cost: O(longer) word
// steps where the shorter has at most 64 letters, else O(|a|·|b|) and 400 KB of stack; no allocation.
#pragma once

#include <cstddef>
#include <string_view>

namespace kernels {

std::size_t osa_distance(std::string_view a, std::string_view b);

}  // namespace kernels
