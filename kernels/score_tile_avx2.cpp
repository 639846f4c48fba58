// Looks up 32 rows by one vpshufb on byte tables. An entry less the least of its column is cut into four
// planes of 7 bits; two columns are added as bytes (2 · 127 < 256), then widened to 16 bits: `whole` sums
// the 16-bit words as they are, `upper` their upper bytes, so the lower bytes sum to whole - 256 · upper.
// (vpermd with two half tables and a blend is bound by one shuffle port at a third of the AVX-512 rate.)
#include <immintrin.h>

#include "kernels/score_tile_variants.h"

namespace kernels::detail {
namespace {

constexpr size_t kMostColumns = 256;
constexpr size_t kPlanes = 4;
constexpr unsigned kPlaneBits = 7;

// Tables of two columns: plane after plane, 16 bytes of the first column, 16 of the second.
struct ColumnPair {
  uint8_t bytes[kPlanes][2][16];
};

// Cuts the tables into planes; returns false where an entry needs more than 28 bits. Adds the least
// entry of each column to `base`.
bool cut_into_planes(const int32_t* tables, size_t columns, ColumnPair* pairs, uint32_t* base) {
  for (size_t column = 0; column < columns; ++column) {
    const int32_t* table = tables + column * 16;
    int32_t least = table[0], most = table[0];
    for (size_t slot = 1; slot < 16; ++slot) {
      least = table[slot] < least ? table[slot] : least;
      most = table[slot] > most ? table[slot] : most;
    }
    const uint32_t origin = static_cast<uint32_t>(least);
    if (static_cast<uint32_t>(most) - origin >= 1u << (kPlanes * kPlaneBits)) return false;
    *base += origin;
    for (size_t plane = 0; plane < kPlanes; ++plane) {
      for (size_t slot = 0; slot < 16; ++slot) {
        const uint32_t entry = static_cast<uint32_t>(table[slot]) - origin;
        pairs[column / 2].bytes[plane][column % 2][slot] =
            static_cast<uint8_t>((entry >> (kPlaneBits * plane)) & ((1u << kPlaneBits) - 1));
      }
    }
  }
  if (columns % 2 == 1) {
    for (size_t plane = 0; plane < kPlanes; ++plane) {
      for (size_t slot = 0; slot < 16; ++slot) pairs[columns / 2].bytes[plane][1][slot] = 0;
    }
  }
  return true;
}

// The nibbles of 32 bytes: the lower ones or the upper ones.
template <int kUpper>
inline __m256i nibbles_of(const uint8_t* bytes) {
  const __m256i both = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes));
  const __m256i low_bits = _mm256_set1_epi8(0x0f);
  return _mm256_and_si256(kUpper ? _mm256_srli_epi16(both, 4) : both, low_bits);
}

inline __m256i table_of(const uint8_t* bytes) {
  return _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes)));
}

// Scores 32 rows: half `half` of a tile's words, one nibble of each byte. Byte k of word w holds the
// rows (2k + kUpper) · 16 + w.
template <int kUpper>
inline void score_quarter(const uint8_t* tile, size_t half, size_t columns, const ColumnPair* pairs, uint32_t base,
                          int32_t* rows) {
  __m256i whole[kPlanes], upper[kPlanes];
  for (size_t plane = 0; plane < kPlanes; ++plane) whole[plane] = upper[plane] = _mm256_setzero_si256();
  const uint8_t* first = tile + half * 32;
  const uint8_t* last = first + (columns - 1) * 64;
  for (size_t pair = 0; pair < (columns + 1) / 2; ++pair) {
    const uint8_t* left = first + pair * 128;
    const __m256i x = nibbles_of<kUpper>(left);
    const __m256i y = nibbles_of<kUpper>(left == last ? left : left + 64);
    for (size_t plane = 0; plane < kPlanes; ++plane) {
      const uint8_t(&tables)[2][16] = pairs[pair].bytes[plane];
      const __m256i sum =
          _mm256_add_epi8(_mm256_shuffle_epi8(table_of(tables[0]), x), _mm256_shuffle_epi8(table_of(tables[1]), y));
      whole[plane] = _mm256_add_epi16(whole[plane], sum);
      upper[plane] = _mm256_add_epi16(upper[plane], _mm256_srli_epi16(sum, 8));
    }
  }
  const __m256i low_half = _mm256_set1_epi32(0xffff);
  __m256i sums[4];
  for (__m256i& sum : sums) sum = _mm256_set1_epi32(static_cast<int32_t>(base));
  for (size_t plane = 0; plane < kPlanes; ++plane) {
    const __m256i lower = _mm256_sub_epi16(whole[plane], _mm256_slli_epi16(upper[plane], 8));
    const int shift = static_cast<int>(kPlaneBits * plane);
    const auto add = [shift](__m256i sum, __m256i part) {
      return _mm256_add_epi32(sum, _mm256_slli_epi32(part, shift));
    };
    sums[0] = add(sums[0], _mm256_and_si256(lower, low_half));
    sums[1] = add(sums[1], _mm256_and_si256(upper[plane], low_half));
    sums[2] = add(sums[2], _mm256_srli_epi32(lower, 16));
    sums[3] = add(sums[3], _mm256_srli_epi32(upper[plane], 16));
  }
  for (size_t k = 0; k < 4; ++k) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(rows + (2 * k + kUpper) * 16 + half * 8), sums[k]);
  }
}

}  // namespace

bool score_tiles_avx2(const uint8_t* tiles, size_t tile_count, size_t columns, const int32_t* tables, int32_t intercept,
                      int32_t* out) {
  if (columns > kMostColumns) return false;
  ColumnPair pairs[kMostColumns / 2];
  uint32_t base = static_cast<uint32_t>(intercept);
  if (!cut_into_planes(tables, columns, pairs, &base)) return false;
  for (size_t tile = 0; tile < tile_count; ++tile) {
    const uint8_t* bytes = tiles + tile * columns * 64;
    int32_t* rows = out + tile * 128;
    for (size_t half = 0; half < 2; ++half) {
      score_quarter<0>(bytes, half, columns, pairs, base, rows);
      score_quarter<1>(bytes, half, columns, pairs, base, rows);
    }
  }
  return true;
}

}  // namespace kernels::detail
