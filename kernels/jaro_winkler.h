// Gives the Jaro-Winkler similarity of two names, exactly, in units of 1/65536 rounded down: 0 to 65536.
//
// Letters are bytes. A letter of one name matches the first equal letter of the other that is not matched yet and at
// most max(length)/2 − 1 places away (never less than 0). With m matches, of which t stand in another order,
//   Jaro = (m/|a| + m/|b| + (m − ⌊t/2⌋)/m) / 3,   0 where nothing matches,
// and above 0.7 Winkler's bonus for a common prefix of l letters, at most four: Jaro + l/10 · (1 − Jaro). All is done
// in whole numbers, so a threshold is reached or not, on every machine. (M. A. Jaro, "Advances in record-linkage
// methodology as applied to matching the 1985 census of Tampa, Florida", JASA 84, 1989; W. E. Winkler, "String
// comparator metrics and enhanced decision rules in the Fellegi–Sunter model of record linkage", 1990. The rounding of
// t/2 and the bound of 0.7 are those of rapidfuzz and DuckDB; matches 64 at a time are H. Hyyrö's way with bits.)
//
// shape: at most kLongestName bytes each; the order of the two does not matter. missing: both empty are 65536, one
// empty is 0. threads: safe. cost: O(|a| + |b|) word steps where both have at most 64 letters, else O(|a|·|b|); no
// allocation.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace kernels {

inline constexpr std::uint32_t kWholeSimilarity = 65'536;

std::uint32_t jaro_winkler(std::string_view a, std::string_view b);

// What Jaro-Winkler asks of a pair of names.
struct JaroCounts {
  std::uint64_t length_a = 0, length_b = 0;  // 1 to kLongestName
  std::uint64_t matches = 0;
  std::uint64_t half_transpositions = 0;  // ⌊t/2⌋
  std::uint64_t prefix = 0;               // letters in common at the front, at most 4
};

// The similarity as the fraction it is.
struct Similarity {
  std::uint64_t numerator = 0, denominator = 1;  // below 2^54
};

inline Similarity jaro_winkler_fraction(const JaroCounts& counts) {
  if (counts.matches == 0) return {};
  const std::uint64_t m = counts.matches, area = counts.length_a * counts.length_b;
  const std::uint64_t whole = 3 * m * area;
  const std::uint64_t jaro = m * m * (counts.length_a + counts.length_b) + (m - counts.half_transpositions) * area;
  const std::uint64_t bonus = 10 * jaro > 7 * whole ? counts.prefix : 0;
  return {10 * jaro + bonus * (whole - jaro), 10 * whole};
}

// Rounds down to units of 1/65536, eight bits at a time so that the products fit a word.
inline std::uint32_t similarity_units(const Similarity& similarity) {
  const std::uint64_t high = similarity.numerator * 256 / similarity.denominator;
  const std::uint64_t rest = similarity.numerator * 256 % similarity.denominator;
  return static_cast<std::uint32_t>(high * 256 + rest * 256 / similarity.denominator);
}

}  // namespace kernels
