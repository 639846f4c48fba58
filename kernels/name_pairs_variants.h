// Variants of name_pairs for each SIMD level: plain pointers, so that no inline function is shared.
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace kernels::name_pairs_variants {

struct Names {
  const uint64_t* signatures;
  const uint32_t* heads;
  const uint8_t* lengths;  // the length in the low six bits
  const uint8_t* letters;  // 32 a name
};

struct Block {
  uint32_t left_begin, left_end, right_begin, right_end;
  bool triangle;  // left is right: each pair once
};

struct Pair {
  uint32_t left, right;
};

// A walk over all pairs of some blocks that can stop anywhere: the next pair is (left, right) of `block`, where
// `inside` says that the walk has begun that block.
struct Walk {
  Names left_names, right_names;
  const uint8_t* least;  // NameFilter::table
  const Block* blocks;
  size_t block, block_count;
  uint32_t left, right;
  bool inside;
};

enum { kLeastOfPrefix = 64, kLeastOfLength = 5 * kLeastOfPrefix };  // strides of `least`

enum { kVector = 64 };  // no variant adds more pairs at once

// Adds pairs that pass the filter to the `count` ones in `pairs`, in order, while there is room for kVector more;
// returns how many there are. The walk is over where block = block_count.
size_t filter_scalar(Walk* walk, Pair* pairs, size_t count, size_t room);
size_t filter_avx2(Walk* walk, Pair* pairs, size_t count, size_t room);
size_t filter_avx512(Walk* walk, Pair* pairs, size_t count, size_t room);

enum { kLanes = 16 };  // results are written in whole lanes: for `count` rounded up

// Counts matches and half the transpositions of each pair, both of at most 32 letters (others get any value).
void jaro_scalar(const Walk* walk, const Pair* pairs, size_t count, uint8_t* matches, uint8_t* transpositions);
void jaro_avx2(const Walk* walk, const Pair* pairs, size_t count, uint8_t* matches, uint8_t* transpositions);
void jaro_avx512(const Walk* walk, const Pair* pairs, size_t count, uint8_t* matches, uint8_t* transpositions);

void osa_scalar(const Walk* walk, const Pair* pairs, size_t count, uint8_t* distances);
void osa_avx2(const Walk* walk, const Pair* pairs, size_t count, uint8_t* distances);
void osa_avx512(const Walk* walk, const Pair* pairs, size_t count, uint8_t* distances);

}  // namespace kernels::name_pairs_variants
