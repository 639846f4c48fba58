#include "kernels/rename_codes.h"

#include "kernels/cpu.h"
#include "kernels/rename_codes_variants.h"

namespace kernels {

std::size_t rename_codes(std::uint64_t* codes, std::size_t count, const NumberClasses& classes,
                         const std::uint32_t* renamed, std::uint32_t* left) {
  namespace variants = rename_codes_variants;
  variants::Classes by_class;
  for (std::size_t c = 0; c < 8; ++c) {
    const NumberClass& one = classes[c % classes.size()];
    by_class.field[c] = (std::uint64_t{1} << one.width) - 1;
    by_class.first[c] = one.first;
    by_class.width[c] = one.width + 2;
  }
  // AVX2 has no look-ups of eight entries that would pay.
  return simd_level() == SimdLevel::kAvx512 ? variants::rename_avx512(codes, count, &by_class, renamed, left)
                                            : variants::rename_scalar(codes, count, &by_class, renamed, left);
}

}  // namespace kernels
