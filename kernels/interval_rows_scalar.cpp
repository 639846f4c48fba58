#include "kernels/interval_rows_variants.h"

namespace kernels::detail {

size_t interval_rows_scalar(const int32_t* values, size_t rows, const int32_t* begins, size_t intervals, uint32_t width,
                            uint32_t* found) {
  size_t hits = 0;
  for (size_t row = 0; row < rows; ++row) {
    size_t inside = 0;
    for (size_t j = 0; j < intervals; ++j) {
      inside |= static_cast<uint32_t>(values[row]) - static_cast<uint32_t>(begins[j]) < width ? 1u : 0u;
    }
    found[hits] = static_cast<uint32_t>(row);
    hits += inside;
  }
  return hits;
}

}  // namespace kernels::detail
