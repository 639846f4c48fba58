#include <string.h>

#include "kernels/mark_rows_variants.h"

namespace kernels::mark_rows_variants {
namespace {

constexpr uint64_t kOnes = 0x0101010101010101u, kHigh = 0x8080808080808080u;

// The high bit of each byte of `word` that is zero.
uint64_t zeros(uint64_t word) { return ~(((word & ~kHigh) + ~kHigh) | word) & kHigh; }

uint64_t equal(uint64_t word, char c) { return zeros(word ^ (kOnes * (unsigned char)c)); }

}  // namespace

void mark_scalar(const char* text, size_t begin, size_t end, char delimiter, char odd, uint8_t high_is_odd,
                 Marks* marks) {
  Marks found = *marks;
  const auto look_at = [&](size_t i) {
    const unsigned char c = (unsigned char)text[i];
    found.ends[found.end_count] = (uint32_t)i;
    found.end_count += c == '\n' || text[i] == delimiter;
    if (c >= 0x20 && c < 0x7f && text[i] != odd) return;
    if (c == '\n') {
      found.lines[found.line_count++] = (uint32_t)i;
    } else if (c == '\r' && text[i + 1] == '\n') {
      found.cr = 1;
    } else if (text[i] != delimiter && (c < 0x80 || high_is_odd != 0)) {
      found.odd[found.odd_count++] = (uint32_t)i;
    }
    found.high |= c >= 0x80;
  };
  size_t i = begin;
  for (; end - i >= 8; i += 8) {
    uint64_t word;
    memcpy(&word, text + i, 8);
    uint64_t marked =
        zeros(word & (kOnes * 0xE0)) | (word & kHigh) | equal(word, delimiter) | equal(word, odd) | equal(word, '\x7f');
    for (; marked != 0; marked &= marked - 1) look_at(i + (size_t)__builtin_ctzll(marked) / 8);
  }
  for (; i < end; ++i) look_at(i);
  *marks = found;
}

}  // namespace kernels::mark_rows_variants
