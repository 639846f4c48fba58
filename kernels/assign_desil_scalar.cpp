#include "kernels/assign_desil_variants.h"

namespace kernels::detail {

void assign_desil_scalar(const int32_t* scores, const uint16_t* weights, size_t rows, const int32_t* limits,
                         uint8_t* out) {
  for (size_t row = 0; row < rows; ++row) {
    unsigned desil = 1;
    for (size_t k = 0; k < 9; ++k) desil += limits[k] < scores[row] ? 1u : 0u;
    out[row] = static_cast<uint8_t>(weights[row] != 0 ? desil : 0u);
  }
}

}  // namespace kernels::detail
