#include <string.h>

#include "kernels/match_texts_variants.h"

namespace kernels::match_texts_variants {

void match_scalar(const Rows* rows, const Text* texts, size_t count, size_t, uint8_t* odd) {
  const uint32_t* marks = rows->marks;
  for (size_t i = 0; i < rows->rows; ++i, marks += rows->stride) {
    for (size_t t = 0; t < count; ++t) {
      const uint32_t begin = marks[texts[t].mark] + texts[t].offset;
      if (memcmp(rows->text + begin, texts[t].bytes, texts[t].size) == 0) continue;
      odd[i] = 1;
      break;
    }
  }
}

}  // namespace kernels::match_texts_variants
