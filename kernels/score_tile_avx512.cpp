// Looks up 16 rows by one vpermd: it reads the low four bits of each 32-bit lane only, so a tile's word
// shifted by 4·i is the index vector of rows 16·i … 16·i + 15 as it stands.
#include <immintrin.h>

#include "kernels/score_tile_variants.h"

namespace kernels::detail {
namespace {

// Tiles stream by at the speed of memory; the processor alone runs too short ahead. Half or twice as far is the same.
constexpr size_t kBytesAhead = 4096;

// May lie behind the last tile: nothing is read then.
inline void prefetch(const uint8_t* bytes) {
  _mm_prefetch(reinterpret_cast<const char*>(reinterpret_cast<uintptr_t>(bytes) + kBytesAhead), _MM_HINT_T0);
}

}  // namespace

void score_tiles_avx512(const uint8_t* tiles, size_t tile_count, size_t columns, const int32_t* tables,
                        int32_t intercept, int32_t* out) {
  const __m512i base = _mm512_set1_epi32(intercept);
  for (size_t tile = 0; tile < tile_count; ++tile) {
    const uint8_t* bytes = tiles + tile * columns * 64;
    __m512i s0 = base, s1 = base, s2 = base, s3 = base, s4 = base, s5 = base, s6 = base, s7 = base;
    for (size_t column = 0; column < columns; ++column) {
      const __m512i table = _mm512_loadu_si512(tables + column * 16);
      const __m512i words = _mm512_loadu_si512(bytes + column * 64);
      prefetch(bytes + column * 64);
      s0 = _mm512_add_epi32(s0, _mm512_permutexvar_epi32(words, table));
      s1 = _mm512_add_epi32(s1, _mm512_permutexvar_epi32(_mm512_srli_epi32(words, 4), table));
      s2 = _mm512_add_epi32(s2, _mm512_permutexvar_epi32(_mm512_srli_epi32(words, 8), table));
      s3 = _mm512_add_epi32(s3, _mm512_permutexvar_epi32(_mm512_srli_epi32(words, 12), table));
      s4 = _mm512_add_epi32(s4, _mm512_permutexvar_epi32(_mm512_srli_epi32(words, 16), table));
      s5 = _mm512_add_epi32(s5, _mm512_permutexvar_epi32(_mm512_srli_epi32(words, 20), table));
      s6 = _mm512_add_epi32(s6, _mm512_permutexvar_epi32(_mm512_srli_epi32(words, 24), table));
      s7 = _mm512_add_epi32(s7, _mm512_permutexvar_epi32(_mm512_srli_epi32(words, 28), table));
    }
    int32_t* rows = out + tile * 128;
    _mm512_storeu_si512(rows, s0);
    _mm512_storeu_si512(rows + 16, s1);
    _mm512_storeu_si512(rows + 32, s2);
    _mm512_storeu_si512(rows + 48, s3);
    _mm512_storeu_si512(rows + 64, s4);
    _mm512_storeu_si512(rows + 80, s5);
    _mm512_storeu_si512(rows + 96, s6);
    _mm512_storeu_si512(rows + 112, s7);
  }
}

}  // namespace kernels::detail
