#include <immintrin.h>

#include "kernels/name_pairs_variants.h"

namespace kernels::name_pairs_variants {
namespace {

// Keeps the pairs from `begin` on that reach the need of their whole common prefix; returns how many pairs there are.
// Without jumps: about every third pair goes, in no pattern.
size_t keep_passing(const Walk* walk, Pair* pairs, size_t begin, size_t count) {
  const Names *const left = &walk->left_names, *const right = &walk->right_names;
  size_t kept = begin;
  for (size_t p = begin; p < count; ++p) {
    const Pair pair = pairs[p];
    const uint64_t a = left->signatures[pair.left], b = right->signatures[pair.right];
    const uint64_t excess_a = a & 7, excess_b = b & 7;
    const uint64_t excess = excess_a < excess_b ? excess_a : excess_b;
    const uint64_t letters = (uint64_t)_mm_popcnt_u64(a & b & ~7ull) + excess + (excess == 7 ? 64u : 0u);
    const uint32_t prefix = _tzcnt_u32(left->heads[pair.left] ^ right->heads[pair.right]) / 8;
    const uint32_t of_left = (left->lengths[pair.left] & 63u) * kLeastOfLength;
    const uint32_t of_right = right->lengths[pair.right] & 63u;
    pairs[kept] = pair;
    kept += letters >= walk->least[of_left + prefix * kLeastOfPrefix + of_right];
  }
  return kept;
}

// The letters of `a` that equal letter j of `b`, for every j below `steps` (even): entry 16·j of `columns`.
inline void equal_letters(const uint8_t* a, const uint8_t* b, unsigned steps, uint32_t* columns) {
  const __m512i both = _mm512_broadcast_i64x4(_mm256_loadu_si256((const __m256i*)a));
  const __m512i text = _mm512_castsi256_si512(_mm256_loadu_si256((const __m256i*)b));
  __m512i place = _mm512_inserti64x4(_mm512_setzero_si512(), _mm256_set1_epi8(1), 1);
  for (unsigned j = 0; j < steps; j += 2) {
    const uint64_t equal = _mm512_cmpeq_epi8_mask(both, _mm512_permutexvar_epi8(place, text));
    columns[kLanes * j] = (uint32_t)equal;
    columns[kLanes * (j + 1)] = (uint32_t)(equal >> 32);
    place = _mm512_add_epi8(place, _mm512_set1_epi8(2));
  }
}

// 16 pairs, one in each lane.
struct Lanes {
  __m512i length_a, length_b;
  unsigned steps;
  alignas(64) uint32_t columns[kLanes * 32];
};

void load_lanes(const Walk* walk, const Pair* pairs, size_t count, Lanes* lanes) {
  alignas(64) uint32_t length_a[kLanes], length_b[kLanes];
  for (size_t lane = 0; lane < kLanes; ++lane) {
    const Pair pair = pairs[lane < count ? lane : 0];
    length_a[lane] = walk->left_names.lengths[pair.left] & 63u;
    length_b[lane] = walk->right_names.lengths[pair.right] & 63u;
  }
  const __m512i most = _mm512_set1_epi32(32);
  lanes->length_a = _mm512_min_epu32(_mm512_load_si512(length_a), most);
  lanes->length_b = _mm512_min_epu32(_mm512_load_si512(length_b), most);
  lanes->steps = (_mm512_reduce_max_epu32(lanes->length_b) + 1) & ~1u;
  for (size_t lane = 0; lane < kLanes; ++lane) {
    const Pair pair = pairs[lane < count ? lane : 0];
    equal_letters(walk->left_names.letters + 32 * (size_t)pair.left,
                  walk->right_names.letters + 32 * (size_t)pair.right, lanes->steps, lanes->columns + lane);
  }
}

void jaro_of_lanes(const Lanes* lanes, uint8_t* matches, uint8_t* transpositions) {
  const __m512i zero = _mm512_setzero_si512(), one = _mm512_set1_epi32(1), ones = _mm512_set1_epi32(-1);
  const __m512i longer = _mm512_max_epu32(lanes->length_a, lanes->length_b);
  const __m512i window = _mm512_sub_epi32(_mm512_max_epu32(_mm512_srli_epi32(longer, 1), one), one);
  const __m512i beyond = _mm512_sllv_epi32(ones, lanes->length_a);  // places that are no letters: never free
  __m512i near = _mm512_andnot_si512(_mm512_sllv_epi32(ones, _mm512_add_epi32(window, one)), ones);
  __m512i taken = beyond, moved = zero, step = zero;
  __mmask16 matched[32];
  for (unsigned j = 0; j < lanes->steps; ++j) {
    const __m512i equal = _mm512_load_si512(lanes->columns + kLanes * j);
    const __m512i free = _mm512_andnot_si512(taken, _mm512_and_si512(equal, near));
    taken = _mm512_or_si512(taken, _mm512_and_si512(free, _mm512_sub_epi32(zero, free)));
    matched[j] = _mm512_test_epi32_mask(free, free);
    near = _mm512_add_epi32(near, near);
    near = _mm512_mask_or_epi32(near, _mm512_cmplt_epu32_mask(step, window), near, one);
    step = _mm512_add_epi32(step, one);
  }
  __m512i left = _mm512_andnot_si512(beyond, taken);
  const __m512i count = _mm512_popcnt_epi32(left);
  for (unsigned j = 0; j < lanes->steps; ++j) {
    const __m512i equal = _mm512_load_si512(lanes->columns + kLanes * j);
    const __m512i first = _mm512_and_si512(left, _mm512_sub_epi32(zero, left));
    left = _mm512_mask_xor_epi32(left, matched[j], left, first);
    moved = _mm512_mask_add_epi32(moved, _mm512_mask_testn_epi32_mask(matched[j], equal, first), moved, one);
  }
  _mm_storeu_si128((__m128i*)matches, _mm512_cvtepi32_epi8(count));
  _mm_storeu_si128((__m128i*)transpositions, _mm512_cvtepi32_epi8(_mm512_srli_epi32(moved, 1)));
}

void osa_of_lanes(const Lanes* lanes, uint8_t* distances) {
  const __m512i none = _mm512_setzero_si512(), one = _mm512_set1_epi32(1), ones = _mm512_set1_epi32(-1);
  const __m512i last = _mm512_sllv_epi32(one, _mm512_sub_epi32(lanes->length_a, one));
  __m512i up = ones, down = none, zero = none, before = none, distance = lanes->length_a, step = none;
  for (unsigned j = 0; j < lanes->steps; ++j) {
    const __m512i equal = _mm512_load_si512(lanes->columns + kLanes * j);
    const __m512i swap = _mm512_and_si512(_mm512_slli_epi32(_mm512_andnot_si512(zero, equal), 1), before);
    const __m512i carry = _mm512_xor_si512(_mm512_add_epi32(_mm512_and_si512(equal, up), up), up);
    zero = _mm512_or_si512(_mm512_or_si512(carry, equal), _mm512_or_si512(down, swap));
    __m512i right_up = _mm512_or_si512(down, _mm512_andnot_si512(_mm512_or_si512(zero, up), ones));
    __m512i right_down = _mm512_and_si512(up, zero);
    const __mmask16 inside = _mm512_cmplt_epu32_mask(step, lanes->length_b);
    distance = _mm512_mask_add_epi32(distance, _mm512_mask_test_epi32_mask(inside, right_up, last), distance, one);
    distance = _mm512_mask_sub_epi32(distance, _mm512_mask_test_epi32_mask(inside, right_down, last), distance, one);
    right_up = _mm512_or_si512(_mm512_slli_epi32(right_up, 1), one);
    right_down = _mm512_slli_epi32(right_down, 1);
    up = _mm512_or_si512(right_down, _mm512_andnot_si512(_mm512_or_si512(zero, right_up), ones));
    down = _mm512_and_si512(right_up, zero);
    before = equal;
    step = _mm512_add_epi32(step, one);
  }
  _mm_storeu_si128((__m128i*)distances, _mm512_cvtepi32_epi8(distance));
}

}  // namespace

// First each pair is held against the need of no common prefix or, where the first letters are equal, of the longest.
size_t filter_avx512(Walk* walk, Pair* pairs, size_t count, size_t room) {
  const size_t begin = count;
  const Names* const right = &walk->right_names;
  const __m512i seven = _mm512_set1_epi64(7), no_bound = _mm512_set1_epi64(64);
  const __m512i eight_rows = _mm512_set1_epi64(8ll << 32);
  for (; walk->block < walk->block_count; ++walk->block, walk->inside = false) {
    const Block* const block = &walk->blocks[walk->block];
    const uint32_t end = block->right_end;
    if (!walk->inside) walk->left = block->left_begin;
    for (; walk->left < block->left_end; ++walk->left, walk->inside = false) {
      const uint32_t i = walk->left;
      if (!walk->inside) walk->right = block->triangle ? i + 1 : block->right_begin;
      walk->inside = true;
      const uint64_t signature_of_left = walk->left_names.signatures[i];
      const uint8_t* const least = walk->least + (walk->left_names.lengths[i] & 63u) * kLeastOfLength;
      const __m512i letters = _mm512_set1_epi64((long long)(signature_of_left & ~7ull));
      const __m512i excess = _mm512_set1_epi64((long long)(signature_of_left & 7));
      const __m256i head = _mm256_set1_epi32((int)walk->left_names.heads[i]);
      const __m512i least_of_none = _mm512_loadu_si512(least);
      const __m512i least_of_four = _mm512_loadu_si512(least + 4 * kLeastOfPrefix);
      __m512i found = _mm512_add_epi64(_mm512_set_epi64(7, 6, 5, 4, 3, 2, 1, 0), _mm512_set1_epi64(walk->right));
      found = _mm512_or_si512(_mm512_slli_epi64(found, 32), _mm512_set1_epi64(i));  // a Pair in each lane
      for (uint32_t j = walk->right; j < end; j += 8) {
        if (count + kVector > room) {
          walk->right = j;
          return keep_passing(walk, pairs, begin, count);
        }
        const __mmask8 live = (__mmask8)_bzhi_u32(0xff, end - j < 8 ? end - j : 8);
        const __m512i signature = _mm512_maskz_loadu_epi64(live, right->signatures + j);
        const __m512i beyond = _mm512_min_epu64(_mm512_and_si512(signature, seven), excess);
        __m512i common = _mm512_add_epi64(_mm512_popcnt_epi64(_mm512_and_si512(signature, letters)), beyond);
        common = _mm512_mask_or_epi64(common, _mm512_cmpeq_epi64_mask(beyond, seven), common, no_bound);
        const __m512i length = _mm512_cvtepu8_epi64(_mm_maskz_loadu_epi8(live, right->lengths + j));
        const __m256i differ = _mm256_xor_si256(head, _mm256_maskz_loadu_epi32(live, right->heads + j));
        const __mmask8 same_first = _mm256_testn_epi32_mask(differ, _mm256_set1_epi32(0xff));
        __m512i needed = _mm512_maskz_permutexvar_epi8(0x0101010101010101, length, least_of_none);
        const __m512i four = _mm512_maskz_permutexvar_epi8(0x0101010101010101, length, least_of_four);
        needed = _mm512_mask_mov_epi64(needed, same_first, four);
        const __mmask8 some = _mm512_mask_cmpge_epu64_mask(live, common, needed);
        _mm512_storeu_si512(pairs + count, _mm512_maskz_compress_epi64(some, found));
        count += (size_t)_mm_popcnt_u32(some);
        found = _mm512_add_epi64(found, eight_rows);
      }
    }
  }
  return keep_passing(walk, pairs, begin, count);
}

void jaro_avx512(const Walk* walk, const Pair* pairs, size_t count, uint8_t* matches, uint8_t* transpositions) {
  Lanes lanes;
  for (size_t begin = 0; begin < count; begin += kLanes) {
    load_lanes(walk, pairs + begin, count - begin, &lanes);
    jaro_of_lanes(&lanes, matches + begin, transpositions + begin);
  }
}

void osa_avx512(const Walk* walk, const Pair* pairs, size_t count, uint8_t* distances) {
  Lanes lanes;
  for (size_t begin = 0; begin < count; begin += kLanes) {
    load_lanes(walk, pairs + begin, count - begin, &lanes);
    osa_of_lanes(&lanes, distances + begin);
  }
}

}  // namespace kernels::name_pairs_variants
