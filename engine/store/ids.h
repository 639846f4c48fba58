// Strong types of the identifiers. They have no stream or fmt formatter on purpose: a NIK or KK
// reaches a file only through `write_digits16`, and a message only through `masked`.
#pragma once

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace engine {

// Nomor Induk Kependudukan: 16 digits PPKKCC DDMMYY SSSS, as an integer below 10^16; 0 = missing.
struct Nik {
  std::uint64_t value = 0;
  friend auto operator<=>(const Nik&, const Nik&) = default;
};

// Nomor Kartu Keluarga: 16 digits, area + registration date + series; 0 = missing.
struct NomorKk {
  std::uint64_t value = 0;
  friend auto operator<=>(const NomorKk&, const NomorKk&) = default;
};

inline constexpr std::uint64_t kDigits16Limit = 10'000'000'000'000'000ull;

// Writes 16 digits with leading zeros to `out`; returns out + 16.
inline char* write_digits16(char* out, std::uint64_t value) {
  for (int i = 15; i >= 0; --i) {
    out[i] = static_cast<char>('0' + value % 10);
    value /= 10;
  }
  return out + 16;
}

// Masks any personal value for messages: the first two characters, then stars; short values become
// stars only. Region digits 1-2 (the province) are all that is left of a NIK or KK.
inline constexpr std::size_t kLongestMasked = 27;
// Writes the masked text to `out`, which has room for kLongestMasked bytes; returns how many it has written.
inline std::size_t write_masked(std::string_view seen, char* out) {
  constexpr std::size_t kShown = 2, kLongest = 24, kShortest = 8;
  const std::size_t stars = std::min(seen.size(), kLongest);
  std::fill_n(out, stars, '*');
  for (std::size_t i = 0; i < kShown && seen.size() >= kShortest; ++i) {
    if (seen[i] >= 0x20 && seen[i] < 0x7f) out[i] = seen[i];
  }
  if (seen.size() <= kLongest) return stars;
  std::fill_n(out + stars, kLongestMasked - kLongest, '.');
  return kLongestMasked;
}
inline std::string masked(std::string_view seen) {
  char text[kLongestMasked];
  return {text, write_masked(seen, text)};
}

// Dense index of a village in the region table; families and persons are ordered by it.
using VillageIndex = std::uint32_t;
inline constexpr VillageIndex kUnknownVillage = 0xFFFFFFFFu;
using RegencyIndex = std::uint16_t;
inline constexpr RegencyIndex kUnknownRegency = 0xFFFFu;
using ProvinceIndex = std::uint8_t;
inline constexpr ProvinceIndex kUnknownProvince = 0xFFu;

// Row of a registry person or family in its table.
using PersonRow = std::uint32_t;
using FamilyRow = std::uint32_t;
inline constexpr std::uint32_t kNoRow = 0xFFFFFFFFu;

// Desil 1 (poorest) to 10; 0 is "not ranked".
using Desil = std::uint8_t;

// PMT score: ln rupiah per person per month times 2^24; higher is better off.
using PmtScore = std::int32_t;
inline constexpr int kScoreFractionBits = 24;

}  // namespace engine
