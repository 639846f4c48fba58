#include "engine/desil/ln_rupiah.h"

#include <bit>
#include <cassert>

namespace engine {
namespace {

__extension__ typedef unsigned __int128 Wide;

constexpr int kFractionBits = 48;                                // of the binary logarithm
constexpr std::uint64_t kLnTwo = 12'786'308'645'202'655'660ull;  // ln 2 × 2^64

}  // namespace

PmtScore ln_rupiah(std::uint64_t rupiah) {
  assert(rupiah > 0);
  const int whole = static_cast<int>(std::bit_width(rupiah)) - 1;
  std::uint64_t mantissa = rupiah << (63 - whole);  // in [1, 2) times 2^63
  auto log2 = static_cast<std::uint64_t>(whole);
  for (int i = 0; i < kFractionBits; ++i) {
    const Wide square = static_cast<Wide>(mantissa) * mantissa;  // in [1, 4) times 2^126
    const bool two = (square >> 127) != 0;
    mantissa = static_cast<std::uint64_t>(square >> (two ? 64 : 63));
    log2 = log2 << 1 | (two ? 1u : 0u);
  }
  constexpr int kShift = kFractionBits + 64 - kScoreFractionBits;
  const Wide ln = static_cast<Wide>(log2) * kLnTwo;
  return static_cast<PmtScore>((ln + (Wide{1} << (kShift - 1))) >> kShift);
}

}  // namespace engine
