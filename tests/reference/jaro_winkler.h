// Jaro-Winkler by loops over all pairs of letters, in fractions of whole numbers (M. A. Jaro, JASA 84, 1989;
// W. E. Winkler, 1990): half the transpositions rounded down, the bonus only above 0.7.
#pragma once

#include <numeric>
#include <string>
#include <vector>

namespace reference {

struct Fraction {
  unsigned long long over = 0, under = 1;

  Fraction(unsigned long long a, unsigned long long b) : over(a / std::gcd(a, b)), under(b / std::gcd(a, b)) {}
  friend Fraction operator+(Fraction a, Fraction b) { return {a.over * b.under + b.over * a.under, a.under * b.under}; }
  friend Fraction operator-(Fraction a, Fraction b) { return {a.over * b.under - b.over * a.under, a.under * b.under}; }
  friend Fraction operator*(Fraction a, Fraction b) { return {a.over * b.over, a.under * b.under}; }
  friend bool operator>(Fraction a, Fraction b) { return a.over * b.under > b.over * a.under; }
};

inline Fraction jaro_winkler_fraction(const std::string& a, const std::string& b) {
  if (a.empty() && b.empty()) return {1, 1};
  const long n = static_cast<long>(a.size()), m = static_cast<long>(b.size());
  long window = (n > m ? n : m) / 2 - 1;
  if (window < 0) window = 0;
  std::vector<bool> used(b.size(), false);
  std::string from_a, from_b;
  for (long i = 0; i < n; ++i) {
    for (long j = 0; j < m; ++j) {
      const long apart = i > j ? i - j : j - i;
      if (apart > window || used[static_cast<std::size_t>(j)]) continue;
      if (a[static_cast<std::size_t>(i)] != b[static_cast<std::size_t>(j)]) continue;
      used[static_cast<std::size_t>(j)] = true;
      from_a += a[static_cast<std::size_t>(i)];
      break;
    }
  }
  for (std::size_t j = 0; j < b.size(); ++j) {
    if (used[j]) from_b += b[j];
  }
  const std::size_t matches = from_a.size();
  if (matches == 0) return {0, 1};
  std::size_t moved = 0;
  for (std::size_t k = 0; k < matches; ++k) {
    if (from_a[k] != from_b[k]) ++moved;
  }
  const Fraction parts =
      Fraction(matches, a.size()) + Fraction(matches, b.size()) + Fraction(matches - moved / 2, matches);
  const Fraction jaro = parts * Fraction(1, 3);
  if (!(jaro > Fraction(7, 10))) return jaro;
  std::size_t prefix = 0;
  while (prefix < 4 && prefix < a.size() && prefix < b.size() && a[prefix] == b[prefix]) ++prefix;
  return jaro + Fraction(prefix, 10) * (Fraction(1, 1) - jaro);
}

// In units of 1/65536, rounded down.
inline unsigned jaro_winkler(const std::string& a, const std::string& b) {
  const Fraction similarity = jaro_winkler_fraction(a, b);
  return static_cast<unsigned>(similarity.over * 65536 / similarity.under);
}

}  // namespace reference
