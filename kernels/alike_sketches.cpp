#include "kernels/alike_sketches.h"

#include <cassert>

#include "kernels/alike_sketches_variants.h"
#include "kernels/cpu.h"

namespace kernels {

std::size_t alike_sketches(std::uint64_t letters, std::uint32_t words, std::span<const std::uint64_t> all_letters,
                           std::span<const std::uint32_t> all_words, std::uint32_t* found) {
  assert(all_letters.size() == all_words.size());
  if (letters == 0) return 0;
  const std::size_t count = all_letters.size();
  switch (simd_level()) {
    case SimdLevel::kAvx512:
      return detail::alike_sketches_avx512(letters, words, all_letters.data(), all_words.data(), count, found);
    case SimdLevel::kAvx2: {
      const std::size_t done = count / 4 * 4;
      const std::size_t size =
          detail::alike_sketches_avx2(letters, words, all_letters.data(), all_words.data(), done, found);
      return size + detail::alike_sketches_scalar(letters, words, all_letters.data(), all_words.data(), done, count,
                                                  found + size);
    }
    case SimdLevel::kScalar: break;
  }
  return detail::alike_sketches_scalar(letters, words, all_letters.data(), all_words.data(), 0, count, found);
}

}  // namespace kernels
