#include "kernels/name_pairs_variants.h"

namespace kernels::name_pairs_variants {
namespace {

// As NameFilter::passes, for one left name.
struct Left {
  uint64_t signature;
  uint32_t head;
  const uint8_t* least;
};

inline bool passes(const Left* left, uint64_t signature, uint32_t head, uint8_t length) {
  const uint64_t common = left->signature & signature;
  const unsigned excess_a = left->signature & 7, excess_b = signature & 7;
  const unsigned excess = excess_a < excess_b ? excess_a : excess_b;
  const unsigned letters = (unsigned)__builtin_popcountll(common & ~7ull) + excess + (excess == 7 ? 64u : 0u);
  const uint8_t* const least = left->least + (length & 63);
  if (letters < least[4 * kLeastOfPrefix]) return false;  // most pairs end here
  const uint32_t differ = left->head ^ head;
  const unsigned prefix = differ == 0 ? 4 : (unsigned)__builtin_ctz(differ) / 8;
  return letters >= least[prefix * kLeastOfPrefix];
}

inline uint32_t window_of(uint32_t a, uint32_t b) {
  const uint32_t half = (a > b ? a : b) / 2;
  return half > 1 ? half - 1 : 0;
}

// The places of each letter of one name; pairs of the same left name follow each other.
struct Places {
  uint32_t of[32];
  uint32_t row = 0;
  bool filled = false;
};

void place(Places* places, const uint8_t* letters, uint32_t length, uint32_t row) {
  if (places->filled && places->row == row) return;
  for (uint32_t c = 0; c < 32; ++c) places->of[c] = 0;
  for (uint32_t i = 0; i < length && i < 32; ++i) places->of[letters[i]] |= 1u << i;
  places->row = row;
  places->filled = true;
}

}  // namespace

size_t filter_scalar(Walk* walk, Pair* pairs, size_t count, size_t room) {
  const Names* const right = &walk->right_names;
  for (; walk->block < walk->block_count; ++walk->block, walk->inside = false) {
    const Block* const block = &walk->blocks[walk->block];
    if (!walk->inside) walk->left = block->left_begin;
    for (; walk->left < block->left_end; ++walk->left, walk->inside = false) {
      const uint32_t i = walk->left;
      if (!walk->inside) walk->right = block->triangle ? i + 1 : block->right_begin;
      walk->inside = true;
      const Left left = {walk->left_names.signatures[i], walk->left_names.heads[i],
                         walk->least + (walk->left_names.lengths[i] & 63u) * kLeastOfLength};
      for (uint32_t j = walk->right; j < block->right_end; ++j) {
        if (!passes(&left, right->signatures[j], right->heads[j], right->lengths[j])) continue;
        if (count + kVector > room) {
          walk->right = j;
          return count;
        }
        pairs[count].left = i;
        pairs[count++].right = j;
      }
    }
  }
  return count;
}

void jaro_scalar(const Walk* walk, const Pair* pairs, size_t count, uint8_t* matches, uint8_t* transpositions) {
  Places places;
  for (size_t p = 0; p < count; ++p) {
    const uint8_t* const a = walk->left_names.letters + 32 * (size_t)pairs[p].left;
    const uint8_t* const b = walk->right_names.letters + 32 * (size_t)pairs[p].right;
    uint32_t length_a = walk->left_names.lengths[pairs[p].left] & 63u;
    uint32_t length_b = walk->right_names.lengths[pairs[p].right] & 63u;
    if (length_b > 32) length_b = 32;
    place(&places, a, length_a, pairs[p].left);
    const uint32_t window = window_of(length_a, length_b);
    uint64_t near = (2ull << window) - 1;
    uint32_t taken_a = 0, taken_b = 0;
    for (uint32_t j = 0; j < length_b; ++j) {
      const uint32_t free = places.of[b[j]] & (uint32_t)near & ~taken_a;
      taken_a |= free & (0u - free);
      taken_b |= (uint32_t)(free != 0) << j;
      near = near << 1 | (j < window);
    }
    matches[p] = (uint8_t)__builtin_popcount(taken_b);
    unsigned moved = 0;
    for (; taken_b != 0; taken_a &= taken_a - 1, taken_b &= taken_b - 1) {
      moved += a[__builtin_ctz(taken_a)] != b[__builtin_ctz(taken_b)];
    }
    transpositions[p] = (uint8_t)(moved / 2);
  }
}

void osa_scalar(const Walk* walk, const Pair* pairs, size_t count, uint8_t* distances) {
  Places places;
  for (size_t p = 0; p < count; ++p) {
    const uint8_t* const a = walk->left_names.letters + 32 * (size_t)pairs[p].left;
    const uint8_t* const b = walk->right_names.letters + 32 * (size_t)pairs[p].right;
    const uint32_t length_a = walk->left_names.lengths[pairs[p].left] & 63u;
    uint32_t length_b = walk->right_names.lengths[pairs[p].right] & 63u;
    if (length_b > 32) length_b = 32;
    place(&places, a, length_a, pairs[p].left);
    const uint32_t last = 1u << ((length_a - 1) & 31);
    uint32_t up = ~0u, down = 0, zero = 0, equal_before = 0, distance = length_a;
    for (uint32_t j = 0; j < length_b; ++j) {
      const uint32_t equal = places.of[b[j]];
      zero = (((equal & up) + up) ^ up) | equal | down | ((~zero & equal) << 1 & equal_before);
      uint32_t right_up = down | ~(zero | up), right_down = up & zero;
      distance += (right_up & last) != 0;
      distance -= (right_down & last) != 0;
      right_up = right_up << 1 | 1;
      right_down <<= 1;
      up = right_down | ~(zero | right_up);
      down = right_up & zero;
      equal_before = equal;
    }
    distances[p] = (uint8_t)distance;
  }
}

}  // namespace kernels::name_pairs_variants
