#include "kernels/scan_text_variants.h"

#include <immintrin.h>

namespace kernels::scan_text_variants {
namespace {

struct Needles {
  __m256i line, delimiter, quote;
};

Needles needles(char delimiter) { return {_mm256_set1_epi8('\n'), _mm256_set1_epi8(delimiter), _mm256_set1_epi8('"')}; }

__m256i load(const char* at) { return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at)); }

uint32_t mask_of(__m256i bytes) { return static_cast<uint32_t>(_mm256_movemask_epi8(bytes)); }

// Adds up the four 64-bit sums of absolute differences.
size_t sum_of(__m256i sums) {
  return static_cast<size_t>(_mm256_extract_epi64(sums, 0)) + static_cast<size_t>(_mm256_extract_epi64(sums, 1)) +
         static_cast<size_t>(_mm256_extract_epi64(sums, 2)) + static_cast<size_t>(_mm256_extract_epi64(sums, 3));
}

}  // namespace

void count_avx2(const char* text, size_t size, char delimiter, Counts* counts) {
  const Needles needle = needles(delimiter);
  const __m256i zero = _mm256_setzero_si256();
  __m256i lines = zero, delimiters = zero, quotes = zero, nul = zero, high = zero;
  size_t i = 0;
  while (i + 32 <= size) {
    // Byte counters hold 255 matches at most, so they are emptied every 255 vectors.
    const size_t left = (size - i) / 32;
    const size_t stop = i + 32 * (left < 255 ? left : 255);
    __m256i some_lines = zero, some_delimiters = zero, some_quotes = zero;
    for (; i < stop; i += 32) {
      const __m256i bytes = load(text + i);
      some_lines = _mm256_sub_epi8(some_lines, _mm256_cmpeq_epi8(bytes, needle.line));
      some_delimiters = _mm256_sub_epi8(some_delimiters, _mm256_cmpeq_epi8(bytes, needle.delimiter));
      some_quotes = _mm256_sub_epi8(some_quotes, _mm256_cmpeq_epi8(bytes, needle.quote));
      nul = _mm256_or_si256(nul, _mm256_cmpeq_epi8(bytes, zero));
      high = _mm256_or_si256(high, bytes);
    }
    lines = _mm256_add_epi64(lines, _mm256_sad_epu8(some_lines, zero));
    delimiters = _mm256_add_epi64(delimiters, _mm256_sad_epu8(some_delimiters, zero));
    quotes = _mm256_add_epi64(quotes, _mm256_sad_epu8(some_quotes, zero));
  }
  Counts found;
  count_scalar(text + i, size - i, delimiter, &found);
  found.lines += sum_of(lines);
  found.delimiters += sum_of(delimiters);
  found.quotes += sum_of(quotes);
  found.nul = static_cast<uint8_t>(found.nul | (mask_of(nul) != 0));
  found.high = static_cast<uint8_t>(found.high | (mask_of(high) != 0));
  *counts = found;
}

size_t mark_avx2(const char* text, size_t size, char delimiter, uint32_t* positions) {
  const Needles needle = needles(delimiter);
  const auto mask_at = [&](size_t at) {
    const __m256i bytes = load(text + at);
    return mask_of(_mm256_or_si256(
        _mm256_or_si256(_mm256_cmpeq_epi8(bytes, needle.line), _mm256_cmpeq_epi8(bytes, needle.delimiter)),
        _mm256_cmpeq_epi8(bytes, needle.quote)));
  };
  size_t marks = 0, i = 0;
  for (; i + 64 <= size; i += 64) {
    uint64_t mask = mask_at(i) | static_cast<uint64_t>(mask_at(i + 32)) << 32;
    const size_t count = static_cast<size_t>(_mm_popcnt_u64(mask));
    // Eight positions are written without a look at the mask; the padding takes what is too much.
    uint32_t* out = positions + marks;
    for (size_t written = 0; written < count; written += 8) {
      for (int k = 0; k < 8; ++k) {
        *out++ = static_cast<uint32_t>(i + _tzcnt_u64(mask));
        mask = _blsr_u64(mask);
      }
    }
    marks += count;
  }
  for (; i < size; ++i) {
    const char c = text[i];
    positions[marks] = static_cast<uint32_t>(i);
    marks += c == '\n' || c == delimiter || c == '"';
  }
  return marks;
}

}  // namespace kernels::scan_text_variants
