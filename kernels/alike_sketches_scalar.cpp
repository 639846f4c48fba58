#include "kernels/alike_sketches_variants.h"

namespace kernels::detail {
namespace {

constexpr uint64_t kExcess = 7;

uint32_t bits_in(uint64_t word) { return static_cast<uint32_t>(__builtin_popcountll(word)); }

// Letters that a name of so many letters must share, less one.
uint32_t needed(uint64_t letters) {
  const uint32_t count = bits_in(letters & ~kExcess) + static_cast<uint32_t>(letters & kExcess);
  return count - count / 8;
}

bool share_a_mark(uint32_t a, uint32_t b) {
  for (; a != 0; a >>= 8) {
    const uint32_t apart = b ^ (a & 255) * 0x01010101u;
    if (((apart - 0x01010101u) & ~apart & 0x80808080u) != 0 && (a & 255) != 0) return true;
  }
  return false;
}

}  // namespace

size_t alike_sketches_scalar(uint64_t letters, uint32_t words, const uint64_t* all_letters, const uint32_t* all_words,
                             size_t begin, size_t count, uint32_t* found) {
  const uint64_t excess = letters & kExcess;
  const uint32_t mine = needed(letters);
  size_t size = 0;
  for (size_t i = begin; i < count; ++i) {
    const uint64_t other = all_letters[i], other_excess = other & kExcess;
    if (other == 0) continue;
    bool alike = false, perhaps = true;
    if (excess == kExcess || other_excess == kExcess) {
      alike = excess == other_excess;
    } else {
      const uint32_t common =
          bits_in(letters & other & ~kExcess) + static_cast<uint32_t>(excess < other_excess ? excess : other_excess);
      const uint32_t theirs = needed(other);
      alike = (mine > theirs ? mine : theirs) <= common + 1;
      perhaps = (mine < theirs ? mine : theirs) <= common + 1;
    }
    if (alike || (perhaps && share_a_mark(words, all_words[i]))) found[size++] = static_cast<uint32_t>(i);
  }
  return size;
}

}  // namespace kernels::detail
