#include "kernels/rename_codes_variants.h"

namespace kernels::rename_codes_variants {
namespace {

// Takes the next number off and gives its new one.
uint32_t next_number(uint64_t* rest, const Classes* classes, const uint32_t* renamed) {
  const uint64_t kind = *rest & 3;
  const uint64_t place = (*rest >> 2 & classes->field[kind]) + classes->first[kind];
  *rest >>= classes->width[kind];
  return renamed[place];
}

// 0 where there is no number: a second or third one has a field or a class that is not 0.
uint64_t width_of(uint32_t number, const Classes* classes) {
  return classes->width[number & 3] & (0 - static_cast<uint64_t>(number != 0));
}

}  // namespace

// Without a branch on how many numbers there are or on their classes: what one costs that is guessed wrong is more than
// the rest.
size_t rename_scalar(uint64_t* codes, size_t count, const Classes* classes, const uint32_t* renamed, uint32_t* left) {
  size_t others = 0;
  for (size_t i = 0; i < count; ++i) {
    const uint64_t code = codes[i], odd = code & 1;
    uint64_t rest = odd != 0 ? 0 : code >> 1;
    const uint32_t first = next_number(&rest, classes, renamed);
    const uint32_t second = next_number(&rest, classes, renamed);
    const uint32_t third = next_number(&rest, classes, renamed);
    const uint64_t second_at = 1 + classes->width[first & 3], third_at = second_at + width_of(second, classes);
    const uint64_t end = third_at + width_of(third, classes);
    const bool stays = (odd | rest | ((first | second | third) >> 30) | (64 - end) >> 63) != 0;
    const uint64_t packed = uint64_t{first} << 1 | uint64_t{second} << second_at | uint64_t{third} << (third_at & 63);
    codes[i] = stays ? code : packed;
    left[others] = static_cast<uint32_t>(i);
    others += stays ? 1 : 0;
  }
  return others;
}

}  // namespace kernels::rename_codes_variants
