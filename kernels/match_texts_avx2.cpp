#include <immintrin.h>

#include "kernels/match_texts_variants.h"

namespace kernels::match_texts_variants {
namespace {

uint32_t differing(const char* at, const char* wanted) {
  const __m256i same =
      _mm256_cmpeq_epi8(_mm256_loadu_si256((const __m256i*)at), _mm256_load_si256((const __m256i*)wanted));
  return ~(uint32_t)_mm256_movemask_epi8(same);
}

uint32_t differs(const char* at, const Text* text) {
  if (text->size <= 32) return _bzhi_u32(differing(at, text->bytes), text->size);
  return differing(at, text->bytes) | _bzhi_u32(differing(at + 32, text->bytes + 32), text->size - 32);
}

}  // namespace

void match_avx2(const Rows* rows, const Text* texts, size_t count, size_t, uint8_t* odd) {
  const uint32_t* marks = rows->marks;
  for (size_t i = 0; i < rows->rows; ++i, marks += rows->stride) {
    uint32_t differ = 0;
    for (size_t t = 0; t < count; ++t) {
      const uint32_t begin = marks[texts[t].mark] + texts[t].offset;
      differ |= differs(rows->text + begin, &texts[t]);
    }
    odd[i] |= (uint8_t)(differ != 0);
  }
}

}  // namespace kernels::match_texts_variants
