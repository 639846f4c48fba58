#include <immintrin.h>

#include "kernels/name_pairs_variants.h"

namespace kernels::name_pairs_variants {
namespace {

enum { kHalf = 8 };  // lanes of a vector

struct Left {
  uint64_t signature;
  uint32_t head;
  const uint8_t* least;
};

// As NameFilter::passes. One pair after the other: popcnt is quicker than the nibble tables of a vector.
inline bool passes(const Left* left, uint64_t signature, uint32_t head, uint8_t length) {
  const uint64_t excess_a = left->signature & 7, excess_b = signature & 7;
  const uint64_t excess = excess_a < excess_b ? excess_a : excess_b;
  const uint64_t letters =
      (uint64_t)_mm_popcnt_u64(left->signature & signature & ~7ull) + excess + (excess == 7 ? 64u : 0u);
  const uint8_t* const least = left->least + (length & 63);
  if (letters < least[4 * kLeastOfPrefix]) return false;  // most pairs end here
  return letters >= least[_tzcnt_u32(left->head ^ head) / 8 * kLeastOfPrefix];
}

// The letters of `a` that equal letter j of `b`, for every j below `steps`: entry 8·j of `columns`.
inline void equal_letters(const uint8_t* a, const uint8_t* b, unsigned steps, uint32_t* columns) {
  const __m256i letters = _mm256_loadu_si256((const __m256i*)a);
  for (unsigned j = 0; j < steps; ++j) {
    const __m256i equal = _mm256_cmpeq_epi8(letters, _mm256_set1_epi8((char)b[j]));
    columns[kHalf * j] = (uint32_t)_mm256_movemask_epi8(equal);
  }
}

// 8 pairs, one in each lane.
struct Lanes {
  __m256i length_a, length_b;
  unsigned steps;
  alignas(32) uint32_t columns[kHalf * 32];
};

void load_lanes(const Walk* walk, const Pair* pairs, size_t count, Lanes* lanes) {
  alignas(32) uint32_t length_a[kHalf], length_b[kHalf];
  lanes->steps = 0;
  for (size_t lane = 0; lane < kHalf; ++lane) {
    const Pair pair = pairs[lane < count ? lane : 0];
    const uint32_t a = walk->left_names.lengths[pair.left] & 63u, b = walk->right_names.lengths[pair.right] & 63u;
    length_a[lane] = a < 32 ? a : 32;
    length_b[lane] = b < 32 ? b : 32;
    if (lanes->steps < length_b[lane]) lanes->steps = length_b[lane];
  }
  lanes->length_a = _mm256_load_si256((const __m256i*)length_a);
  lanes->length_b = _mm256_load_si256((const __m256i*)length_b);
  for (size_t lane = 0; lane < kHalf; ++lane) {
    const Pair pair = pairs[lane < count ? lane : 0];
    equal_letters(walk->left_names.letters + 32 * (size_t)pair.left,
                  walk->right_names.letters + 32 * (size_t)pair.right, lanes->steps, lanes->columns + lane);
  }
}

// The low byte of each lane.
inline void store_bytes(__m256i lanes, uint8_t* bytes) {
  alignas(32) uint32_t words[kHalf];
  _mm256_store_si256((__m256i*)words, lanes);
  for (size_t lane = 0; lane < kHalf; ++lane) bytes[lane] = (uint8_t)words[lane];
}

void jaro_of_lanes(const Lanes* lanes, uint8_t* matches, uint8_t* transpositions) {
  const __m256i none = _mm256_setzero_si256(), one = _mm256_set1_epi32(1), ones = _mm256_set1_epi32(-1);
  const __m256i longer = _mm256_max_epu32(lanes->length_a, lanes->length_b);
  const __m256i window = _mm256_sub_epi32(_mm256_max_epu32(_mm256_srli_epi32(longer, 1), one), one);
  const __m256i beyond = _mm256_sllv_epi32(ones, lanes->length_a);  // places that are no letters: never free
  __m256i near = _mm256_andnot_si256(_mm256_sllv_epi32(ones, _mm256_add_epi32(window, one)), ones);
  __m256i taken = beyond, count = none, moved = none, step = none;
  __m256i unmatched[32];  // all ones where letter j of b has no match
  for (unsigned j = 0; j < lanes->steps; ++j) {
    const __m256i equal = _mm256_load_si256((const __m256i*)(lanes->columns + kHalf * j));
    const __m256i free = _mm256_andnot_si256(taken, _mm256_and_si256(equal, near));
    taken = _mm256_or_si256(taken, _mm256_and_si256(free, _mm256_sub_epi32(none, free)));
    unmatched[j] = _mm256_cmpeq_epi32(free, none);
    count = _mm256_add_epi32(count, _mm256_add_epi32(one, unmatched[j]));
    const __m256i opens = _mm256_srli_epi32(_mm256_cmpgt_epi32(window, step), 31);
    near = _mm256_or_si256(_mm256_add_epi32(near, near), opens);
    step = _mm256_add_epi32(step, one);
  }
  __m256i left = _mm256_andnot_si256(beyond, taken);
  for (unsigned j = 0; j < lanes->steps; ++j) {
    const __m256i equal = _mm256_load_si256((const __m256i*)(lanes->columns + kHalf * j));
    const __m256i first = _mm256_and_si256(left, _mm256_sub_epi32(none, left));
    left = _mm256_xor_si256(left, _mm256_andnot_si256(unmatched[j], first));
    const __m256i other = _mm256_cmpeq_epi32(_mm256_and_si256(equal, first), none);
    moved = _mm256_sub_epi32(moved, _mm256_andnot_si256(unmatched[j], other));
  }
  store_bytes(count, matches);
  store_bytes(_mm256_srli_epi32(moved, 1), transpositions);
}

void osa_of_lanes(const Lanes* lanes, uint8_t* distances) {
  const __m256i none = _mm256_setzero_si256(), one = _mm256_set1_epi32(1), ones = _mm256_set1_epi32(-1);
  const __m256i last = _mm256_sllv_epi32(one, _mm256_sub_epi32(lanes->length_a, one));
  __m256i up = ones, down = none, zero = none, before = none, distance = lanes->length_a, step = none;
  for (unsigned j = 0; j < lanes->steps; ++j) {
    const __m256i equal = _mm256_load_si256((const __m256i*)(lanes->columns + kHalf * j));
    const __m256i swap = _mm256_and_si256(_mm256_slli_epi32(_mm256_andnot_si256(zero, equal), 1), before);
    const __m256i carry = _mm256_xor_si256(_mm256_add_epi32(_mm256_and_si256(equal, up), up), up);
    zero = _mm256_or_si256(_mm256_or_si256(carry, equal), _mm256_or_si256(down, swap));
    __m256i right_up = _mm256_or_si256(down, _mm256_andnot_si256(_mm256_or_si256(zero, up), ones));
    __m256i right_down = _mm256_and_si256(up, zero);
    const __m256i counted = _mm256_and_si256(last, _mm256_cmpgt_epi32(lanes->length_b, step));  // 0 beyond b
    const __m256i grows = _mm256_cmpgt_epi32(_mm256_cmpeq_epi32(_mm256_and_si256(right_up, counted), none), ones);
    const __m256i falls = _mm256_cmpgt_epi32(_mm256_cmpeq_epi32(_mm256_and_si256(right_down, counted), none), ones);
    distance = _mm256_add_epi32(_mm256_sub_epi32(distance, grows), falls);
    right_up = _mm256_or_si256(_mm256_slli_epi32(right_up, 1), one);
    right_down = _mm256_slli_epi32(right_down, 1);
    up = _mm256_or_si256(right_down, _mm256_andnot_si256(_mm256_or_si256(zero, right_up), ones));
    down = _mm256_and_si256(right_up, zero);
    before = equal;
    step = _mm256_add_epi32(step, one);
  }
  store_bytes(distance, distances);
}

}  // namespace

size_t filter_avx2(Walk* walk, Pair* pairs, size_t count, size_t room) {
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

void jaro_avx2(const Walk* walk, const Pair* pairs, size_t count, uint8_t* matches, uint8_t* transpositions) {
  Lanes lanes;
  for (size_t begin = 0; begin < count; begin += kHalf) {
    load_lanes(walk, pairs + begin, count - begin, &lanes);
    jaro_of_lanes(&lanes, matches + begin, transpositions + begin);
  }
}

void osa_avx2(const Walk* walk, const Pair* pairs, size_t count, uint8_t* distances) {
  Lanes lanes;
  for (size_t begin = 0; begin < count; begin += kHalf) {
    load_lanes(walk, pairs + begin, count - begin, &lanes);
    osa_of_lanes(&lanes, distances + begin);
  }
}

}  // namespace kernels::name_pairs_variants
