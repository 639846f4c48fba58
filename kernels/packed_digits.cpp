#include "kernels/packed_digits.h"

namespace kernels {

void pack_digits16(const std::uint64_t* values, PackedDigits* packed, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) packed[i] = pack_digits16(values[i]);
}

void unpack_digits16(const PackedDigits* packed, std::uint64_t* values, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) values[i] = unpack_digits16(packed[i]);
}

}  // namespace kernels
