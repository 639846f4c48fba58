#include "kernels/name_filter.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "kernels/jaro_winkler.h"

namespace kernels {
namespace {

// Tells whether names with `letters` common letters can be as similar as that: all match in order. A prefix longer
// than the names (heads of equal short names have the same fill) only lets more pass.
bool can_reach(unsigned a, unsigned b, unsigned prefix, unsigned letters, std::uint32_t threshold) {
  const Similarity best = jaro_winkler_fraction({a, b, letters, 0, prefix});
  return similarity_units(best) >= threshold;
}

}  // namespace

NameFilter::NameFilter() { std::memset(least_, kNever, sizeof least_); }

NameFilter NameFilter::for_jaro_winkler(std::uint32_t threshold) {
  NameFilter filter;
  for (unsigned a = 1; a < kLengths; ++a) {
    for (unsigned prefix = 0; prefix < kPrefixes; ++prefix) {
      unsigned letters = 0;  // grows with b
      for (unsigned b = 1; b < kLengths; ++b) {
        const unsigned most = std::min(a, b);
        while (letters <= most && !can_reach(a, b, prefix, letters, threshold)) ++letters;
        if (letters <= most) filter.least_[a][prefix][b] = static_cast<std::uint8_t>(letters);
      }
    }
  }
  return filter;
}

NameFilter NameFilter::for_osa(std::uint32_t most) {
  NameFilter filter;
  for (unsigned a = 1; a < kLengths; ++a) {
    for (unsigned b = 1; b < kLengths; ++b) {
      const unsigned longer = std::max(a, b);
      const unsigned letters = longer - std::min(longer, most);
      if (letters > std::min(a, b)) continue;
      for (auto& of_prefix : filter.least_[a]) of_prefix[b] = static_cast<std::uint8_t>(letters);
    }
  }
  return filter;
}

bool NameFilter::passes(const PackedName& a, const PackedName& b) const {
  const std::uint32_t differ = a.head ^ b.head;
  const unsigned prefix = differ == 0 ? 4 : static_cast<unsigned>(std::countr_zero(differ)) / 8;
  return common_letters_at_most(a.signature, b.signature) >=
         least(a.length & PackedName::kLengthBits, prefix, b.length & PackedName::kLengthBits);
}

}  // namespace kernels
