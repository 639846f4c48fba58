#include "kernels/mark_rows_variants.h"

#include <immintrin.h>

namespace kernels::mark_rows_variants {
namespace {

uint64_t mask_of(__m256i low, __m256i high) {
  return (uint64_t)(uint32_t)_mm256_movemask_epi8(low) | (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
}

struct Block {
  __m256i low, high;

  explicit Block(const char* at)
      : low(_mm256_loadu_si256((const __m256i*)at)), high(_mm256_loadu_si256((const __m256i*)(at + 32))) {}
  uint64_t equal(char c) const {
    const __m256i wanted = _mm256_set1_epi8(c);
    return mask_of(_mm256_cmpeq_epi8(low, wanted), _mm256_cmpeq_epi8(high, wanted));
  }
  uint64_t controls() const {
    const __m256i last = _mm256_set1_epi8(0x1f);
    return mask_of(_mm256_cmpeq_epi8(_mm256_min_epu8(low, last), low),
                   _mm256_cmpeq_epi8(_mm256_min_epu8(high, last), high));
  }
  uint64_t highs() const { return mask_of(low, high); }
};

// Writes `pairs` positions of the mask, or more, without a look at how many it has; the padding takes the rest.
uint32_t* write_marks(uint32_t* out, uint64_t mask, size_t base, size_t count) {
  uint32_t* next = out;
  for (size_t written = 0; written < count; written += 8) {
    for (int k = 0; k < 8; ++k) {
      *next++ = (uint32_t)(base + _tzcnt_u64(mask));
      mask = _blsr_u64(mask);
    }
  }
  return out + count;
}

}  // namespace

void mark_avx2(const char* text, size_t begin, size_t end, char delimiter, char odd_byte, uint8_t high_is_odd,
               Marks* marks) {
  uint32_t *ends = marks->ends, *lines = marks->lines, *odds = marks->odd;
  uint64_t all_high = 0, all_cr = 0;
  for (size_t i = begin; i < end; i += 64) {
    const uint64_t here = end - i >= 64 ? ~0ull : (1ull << (end - i)) - 1;
    const Block block(text + i);
    const uint64_t feeds = block.equal('\n') & here;
    const uint64_t cells = (block.equal(delimiter) & here) | feeds;
    const uint64_t high = block.highs() & here;
    uint64_t odd = (block.controls() | block.equal(odd_byte) | block.equal('\x7f')) & here & ~cells;
    all_high |= high;
    if (high_is_odd != 0) odd |= high;
    ends = write_marks(ends, cells, i, (size_t)_mm_popcnt_u64(cells));
    for (uint64_t rest = feeds; rest != 0; rest = _blsr_u64(rest)) *lines++ = (uint32_t)(i + _tzcnt_u64(rest));
    if (odd == 0) continue;
    const uint64_t cr = odd & block.equal('\r') & Block(text + i + 1).equal('\n');
    all_cr |= cr;
    for (odd &= ~cr; odd != 0; odd = _blsr_u64(odd)) *odds++ = (uint32_t)(i + _tzcnt_u64(odd));
  }
  marks->end_count = (size_t)(ends - marks->ends);
  marks->line_count = (size_t)(lines - marks->lines);
  marks->odd_count = (size_t)(odds - marks->odd);
  marks->high = all_high != 0;
  marks->cr = all_cr != 0;
}

}  // namespace kernels::mark_rows_variants
