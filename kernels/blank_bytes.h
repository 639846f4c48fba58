// Finds blanks in eight bytes of a text at once, in a machine word.
#pragma once

#include <emmintrin.h>

#include <cstdint>
#include <cstring>

namespace kernels {

// Eight bytes, the first one lowest.
inline std::uint64_t load8(const char* at) {
  std::uint64_t word;
  std::memcpy(&word, at, sizeof word);
  return word;
}

// The high bit of every byte that is a blank, whatever the others are.
inline std::uint64_t blank_bytes(std::uint64_t word) {
  constexpr std::uint64_t kOnes = 0x0101010101010101ull, kLows = kOnes * 0x7F;
  const std::uint64_t other = word ^ kOnes * ' ';
  return ~(((other & kLows) + kLows) | other | kLows);
}

// A bit for each of sixteen bytes, the first one lowest: set where it is a blank. SSE2, which every x86-64 has.
inline std::uint16_t blanks_of_16(const char* at) {
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
  return static_cast<std::uint16_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(' '))));
}

}  // namespace kernels
