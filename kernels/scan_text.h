// Finds the bytes that give delimited text its structure: delimiters, line feeds, quotes.
//
// `count_text` tells how many there are of each and whether the text has NUL or non-ASCII bytes;
// `mark_text` writes the positions of all three, ascending. What a quote means is decided by the
// caller (io/ingest/record_cutter.h); these kernels only find bytes.
//
// shape: any text below 4 GiB, any alignment; nothing past its end is read. `positions` of `mark_text`
// has room for the marks plus kMarkPadding, for variants write whole vectors; it returns the number of
// marks. threads: safe. one answer: the same at every SIMD level. cost: one pass, no allocation.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace kernels {

struct TextCounts {
  std::size_t lines = 0;  // '\n'
  std::size_t delimiters = 0;
  std::size_t quotes = 0;  // '"'
  bool has_nul = false;
  bool has_high = false;  // a byte of 128 or more
};

inline constexpr std::size_t kMarkPadding = 64;

TextCounts count_text(std::string_view text, char delimiter);
std::size_t mark_text(std::string_view text, char delimiter, std::uint32_t* positions);

}  // namespace kernels
