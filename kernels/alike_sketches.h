// Finds those of many name sketches that are alike to one sketch.
//
// A sketch is the signature of the letters of a name (kernels/name_signature.h) and four marks of words, one a byte, 0
// for none. Two are alike where
//   at most one letter in eight, and one more, of the longer name is without a partner in the other one; or
//   that holds of the shorter name, and both have a mark in common.
// Letters in common are bounded from above by the signatures, so that no pair is turned away for letters that it has.
// Signatures with seven letters in excess bound nothing: two such are alike, and one is with any that shares a mark.
//
// shape: `letters` and `words` have one entry a sketch; `found` has room for kFoundPadding entries more, which may be
// written and mean nothing. missing: the sketch of no name is 0 and alike to nothing. order: places ascend. threads:
// safe, no state. answers: the same at every SIMD level. cost: a pair about 0.5 ns with AVX-512, 1 ns with AVX2.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace kernels {

inline constexpr std::size_t kFoundPadding = 16;

// Writes the places of the sketches alike to (`letters`, `words`) and returns how many there are.
std::size_t alike_sketches(std::uint64_t letters, std::uint32_t words, std::span<const std::uint64_t> all_letters,
                           std::span<const std::uint32_t> all_words, std::uint32_t* found);

}  // namespace kernels
