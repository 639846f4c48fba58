#include <immintrin.h>

#include "kernels/match_texts_variants.h"

namespace kernels::match_texts_variants {
namespace {

// Of at most 32 bytes.
uint64_t differs_short(const char* at, const Text* text) {
  const __m256i bytes = _mm256_loadu_si256((const __m256i*)at);
  const __m256i wanted = _mm256_load_si256((const __m256i*)text->bytes);
  return _bzhi_u32(_mm256_cmpneq_epi8_mask(bytes, wanted), text->size);
}

uint64_t differs(const char* at, const Text* text) {
  const __mmask64 used = _bzhi_u64(~0ull, text->size);
  return _mm512_mask_cmpneq_epi8_mask(used, _mm512_loadu_si512(at), _mm512_load_si512(text->bytes));
}

}  // namespace

void match_avx512(const Rows* rows, const Text* texts, size_t count, size_t longest, uint8_t* odd) {
  const uint32_t* marks = rows->marks;
  const bool is_short = longest <= 32;
  for (size_t i = 0; i < rows->rows; ++i, marks += rows->stride) {
    uint64_t differ = 0;
    for (size_t t = 0; t < count; ++t) {
      const uint32_t begin = marks[texts[t].mark] + texts[t].offset;
      const char* const at = rows->text + begin;
      differ |= is_short ? differs_short(at, &texts[t]) : differs(at, &texts[t]);
    }
    odd[i] |= (uint8_t)(differ != 0);
  }
}

}  // namespace kernels::match_texts_variants
