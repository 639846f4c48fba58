// Gives the natural logarithm of whole rupiah in units of a score (ln × 2^24), rounded to the nearest unit.
//
// By integers alone, so that every machine gives the same: the bits of the binary logarithm by repeated squaring
// (D. E. Knuth, The Art of Computer Programming 1, 1.2.2, exercise 25), then times ln 2. The error before rounding is
// below 2^-20 units.
//
// range: rupiah 1 to 2^63 - 1; 0 is the caller's mistake. cost: 48 multiplications.
#pragma once

#include <cstdint>

#include "engine/store/ids.h"

namespace engine {

PmtScore ln_rupiah(std::uint64_t rupiah);

}  // namespace engine
