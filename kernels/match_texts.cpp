#include "kernels/match_texts.h"

#include <algorithm>
#include <cstring>

#include "kernels/cpu.h"
#include "kernels/match_texts_variants.h"

namespace kernels {
namespace {

namespace variants = match_texts_variants;

constexpr std::size_t kTogether = 16;

}  // namespace

void match_texts(const char* text, const std::uint32_t* marks, std::size_t stride, std::span<const FixedText> texts,
                 std::size_t rows, std::uint8_t* odd) {
  const variants::Rows all{text, marks, stride, rows};
  for (std::size_t begin = 0; begin < texts.size(); begin += kTogether) {
    variants::Text some[kTogether];
    const std::size_t count = std::min(texts.size() - begin, kTogether);
    std::size_t longest = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const FixedText& one = texts[begin + i];
      std::memcpy(some[i].bytes, one.bytes, sizeof one.bytes);
      some[i].size = one.size;
      some[i].offset = one.offset;
      some[i].mark = one.mark;
      longest = std::max<std::size_t>(longest, one.size);
    }
    switch (simd_level()) {
      case SimdLevel::kAvx512: variants::match_avx512(&all, some, count, longest, odd); break;
      case SimdLevel::kAvx2: variants::match_avx2(&all, some, count, longest, odd); break;
      case SimdLevel::kScalar: variants::match_scalar(&all, some, count, longest, odd); break;
    }
  }
}

}  // namespace kernels
