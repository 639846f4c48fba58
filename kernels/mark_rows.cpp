#include "kernels/mark_rows.h"

#include "kernels/cpu.h"
#include "kernels/mark_rows_variants.h"

namespace kernels {

namespace variants = mark_rows_variants;

void mark_rows(const char* text, std::size_t begin, std::size_t end, char delimiter, char odd, bool high_is_odd,
               RowMarks& marks) {
  variants::Marks found{marks.ends, marks.lines, marks.odd, 0, 0, 0, 0, 0};
  const std::uint8_t high = high_is_odd ? 1 : 0;
  switch (simd_level()) {
    case SimdLevel::kAvx512: variants::mark_avx512(text, begin, end, delimiter, odd, high, &found); break;
    case SimdLevel::kAvx2: variants::mark_avx2(text, begin, end, delimiter, odd, high, &found); break;
    case SimdLevel::kScalar: variants::mark_scalar(text, begin, end, delimiter, odd, high, &found); break;
  }
  marks.end_count = found.end_count;
  marks.line_count = found.line_count;
  marks.odd_count = found.odd_count;
  marks.has_high = found.high != 0;
  marks.has_cr = found.cr != 0;
}

}  // namespace kernels
