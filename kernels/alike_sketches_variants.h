// Variants of kernels/alike_sketches.h over raw pointers. The vector variants do whole vectors of sketches from the
// first on, the AVX-512 one all of them, and return how many places they wrote; `letters` is not 0.
#pragma once

#include <stddef.h>
#include <stdint.h>

namespace kernels::detail {

// Places `begin` and up.
size_t alike_sketches_scalar(uint64_t letters, uint32_t words, const uint64_t* all_letters, const uint32_t* all_words,
                             size_t begin, size_t count, uint32_t* found);
size_t alike_sketches_avx2(uint64_t letters, uint32_t words, const uint64_t* all_letters, const uint32_t* all_words,
                           size_t count, uint32_t* found);
size_t alike_sketches_avx512(uint64_t letters, uint32_t words, const uint64_t* all_letters, const uint32_t* all_words,
                             size_t count, uint32_t* found);

}  // namespace kernels::detail
