// Says how many common letters two names need, at the least, to be similar: the filter before the comparison.
//
// `of[a][prefix][b]` is the least number of common letters with which names of lengths a and b (1 to 33, where 33
// stands for 33 and more) and `prefix` equal letters at the front, at most 4, can reach the threshold, or kNever. It
// never asks too much: more letters, a longer prefix and shorter names with the same matches only make names more
// similar, and letters that match are common ones. So a pair whose `common_letters_at_most` stays below is not
// similar, and no similar pair stays below (tests/kernels/name_filter_test.cpp holds it against all pairs).
//
// missing: an empty name is similar to nothing, not to another empty one either. threads: safe once built. cost: about
// 0.1 ms to build, 12 KB; no floating point.
#pragma once

#include <cstdint>

#include "kernels/name_signature.h"

namespace kernels {

class NameFilter {
 public:
  static constexpr std::size_t kLengths = PackedName::kLong + 1;
  static constexpr std::size_t kPrefixes = 5;
  static constexpr std::size_t kColumns = 64;  // a vector of them; those from kLengths on are kNever
  static constexpr std::uint8_t kNever = 255;

  // `threshold` in units of 1/65536, 0 to kWholeSimilarity (kernels/jaro_winkler.h).
  static NameFilter for_jaro_winkler(std::uint32_t threshold);

  // Distances of at most `most` (kernels/osa_distance.h): each edit loses one letter of the longer name or none.
  static NameFilter for_osa(std::uint32_t most);

  std::uint8_t least(unsigned length_a, unsigned prefix, unsigned length_b) const {
    return least_[length_a][prefix][length_b];
  }
  const std::uint8_t* table() const { return &least_[0][0][0]; }

  // Tells whether the pair may be similar.
  bool passes(const PackedName& a, const PackedName& b) const;

 private:
  NameFilter();

  alignas(64) std::uint8_t least_[kLengths][kPrefixes][kColumns];
};

}  // namespace kernels
