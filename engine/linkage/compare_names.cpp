#include "engine/linkage/compare_names.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

#include "engine/linkage/token_pairing.h"

namespace engine {
namespace {

// The tokens of one name that have no exact partner: those that may be paired, and counts of those behind.
struct Rest {
  std::array<const NameToken*, kMostPaired> tokens{};
  std::size_t size = 0;
  std::uint16_t words_left = 0, minor_left = 0;

  void add(const NameToken& token) {
    if (size < kMostPaired) {
      tokens[size++] = &token;
    } else {
      leave(token);
    }
  }
  void leave(const NameToken& token) { ++(token.minor ? minor_left : words_left); }
  void leave_unpaired(std::uint32_t paired) {
    for (std::size_t i = 0; i < size; ++i) {
      if ((paired >> i & 1) == 0) leave(*tokens[i]);
    }
  }
  std::span<const NameToken* const> view() const { return {tokens.data(), size}; }
};

const NameToken& token_of(const NameToken& token) { return token; }
const NameToken& token_of(const NameToken* token) { return *token; }

// Walks both names in the order of texts.
template <class Tokens>
void pair_exactly(Tokens a, Tokens b, NameComparison& found, Rest& rest_a, Rest& rest_b) {
  std::size_t i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    const NameToken &of_a = token_of(a[i]), &of_b = token_of(b[j]);
    const int order = of_a.text.compare(of_b.text);
    if (order == 0) {
      ++found.exact;
      found.firm = static_cast<std::uint16_t>(found.firm + (!of_a.minor && !of_b.minor));
    }
    if (order < 0) rest_a.add(of_a);
    if (order > 0) rest_b.add(of_b);
    i += order <= 0;
    j += order >= 0;
  }
  for (; i < a.size(); ++i) rest_a.add(token_of(a[i]));
  for (; j < b.size(); ++j) rest_b.add(token_of(b[j]));
}

// With `a` before `b` in the order of tokens, so that ties fall the same way whichever name is named first.
template <class Tokens>
NameComparison compare_in_order(Tokens a, Tokens b, TokenSimilarity similarity) {
  NameComparison found;
  Rest rest_a, rest_b;
  pair_exactly(a, b, found, rest_a, rest_b);
  TokenPairing pairing;
  if (rest_a.size != 0 && rest_b.size != 0) pairing = best_token_pairing(rest_a.view(), rest_b.view(), similarity);
  rest_a.leave_unpaired(pairing.paired_a);
  rest_b.leave_unpaired(pairing.paired_b);
  found.spelled = pairing.spelled;
  found.joined = pairing.joined;
  found.initial = pairing.initial;
  found.similar = pairing.similar;
  found.similarity = pairing.similarity;
  found.firm = static_cast<std::uint16_t>(found.firm + pairing.firm);
  found.words_left_a = rest_a.words_left;
  found.words_left_b = rest_b.words_left;
  found.minor_left_a = rest_a.minor_left;
  found.minor_left_b = rest_b.minor_left;
  found.agreement = agreement_of(found);
  return found;
}

template <class Tokens>
NameComparison compare(Tokens a, Tokens b, TokenSimilarity similarity) {
  const auto before = [](const auto& x, const auto& y) { return token_of(x) < token_of(y); };
  assert(std::is_sorted(a.begin(), a.end(), before) && std::is_sorted(b.begin(), b.end(), before));
  if (a.empty() || b.empty()) return {};
  if (!std::lexicographical_compare(b.begin(), b.end(), a.begin(), a.end(), before)) {
    return compare_in_order(a, b, similarity);
  }
  NameComparison found = compare_in_order(b, a, similarity);
  std::swap(found.words_left_a, found.words_left_b);
  std::swap(found.minor_left_a, found.minor_left_b);
  return found;
}

}  // namespace

NameAgreement agreement_of(const NameComparison& c) {
  const bool complete_a = c.words_left_a == 0, complete_b = c.words_left_b == 0;
  const bool inexact = c.initial + c.similar != 0;
  if (c.exact + c.spelled + c.joined == 0 && !inexact) return NameAgreement::kDifferent;
  if (c.firm == 0 && !(inexact && (complete_a || complete_b))) return NameAgreement::kLittle;
  if (complete_a && complete_b) {
    if (c.similar != 0) return NameAgreement::kSimilar;
    if (c.initial != 0) return NameAgreement::kInitials;
    if (c.minor_left_a + c.minor_left_b != 0) return NameAgreement::kEqualButMinor;
    return c.spelled + c.joined != 0 ? NameAgreement::kEqualBySpelling : NameAgreement::kEqual;
  }
  if (complete_a || complete_b) return inexact ? NameAgreement::kSubsetInexact : NameAgreement::kSubset;
  return NameAgreement::kPartly;
}

NameComparison compare_names(std::span<const NameToken> a, std::span<const NameToken> b, TokenSimilarity similarity) {
  return compare(a, b, similarity);
}

NameComparison compare_names(std::span<const NameToken* const> a, std::span<const NameToken* const> b,
                             TokenSimilarity similarity) {
  return compare(a, b, similarity);
}

}  // namespace engine
