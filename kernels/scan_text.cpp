#include "kernels/scan_text.h"

#include "kernels/cpu.h"
#include "kernels/scan_text_variants.h"

namespace kernels {

namespace variants = scan_text_variants;

TextCounts count_text(std::string_view text, char delimiter) {
  variants::Counts found{};
  switch (simd_level()) {
    case SimdLevel::kAvx512: variants::count_avx512(text.data(), text.size(), delimiter, &found); break;
    case SimdLevel::kAvx2: variants::count_avx2(text.data(), text.size(), delimiter, &found); break;
    case SimdLevel::kScalar: variants::count_scalar(text.data(), text.size(), delimiter, &found); break;
  }
  return {found.lines, found.delimiters, found.quotes, found.nul != 0, found.high != 0};
}

std::size_t mark_text(std::string_view text, char delimiter, std::uint32_t* positions) {
  switch (simd_level()) {
    case SimdLevel::kAvx512: return variants::mark_avx512(text.data(), text.size(), delimiter, positions);
    case SimdLevel::kAvx2: return variants::mark_avx2(text.data(), text.size(), delimiter, positions);
    case SimdLevel::kScalar: break;
  }
  return variants::mark_scalar(text.data(), text.size(), delimiter, positions);
}

}  // namespace kernels
