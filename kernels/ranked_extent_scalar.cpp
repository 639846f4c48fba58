#include "kernels/ranked_extent_variants.h"

namespace kernels::detail {

// Free of branches, so that the compiler may use the vectors of the baseline.
void ranked_extent_scalar(const int32_t* scores, const uint16_t* weights, size_t rows, RankedExtent* extent) {
  int32_t lowest = extent->lowest, highest = extent->highest;
  uint32_t ranked = 0;
  uint64_t weight = 0;
  for (size_t row = 0; row < rows; ++row) {
    const bool counts = weights[row] != 0;
    const int32_t least = counts ? scores[row] : INT32_MAX;
    const int32_t most = counts ? scores[row] : INT32_MIN;
    lowest = least < lowest ? least : lowest;
    highest = most > highest ? most : highest;
    ranked += counts ? 1u : 0u;
    weight += weights[row];
  }
  extent->lowest = lowest;
  extent->highest = highest;
  extent->rows += ranked;
  extent->weight += weight;
}

}  // namespace kernels::detail
