// Compares two names as sets of tokens: in any order, with dropped, abbreviated, merged and respelt words.
//
// Tokens of the two names are paired, each at most once, in five ways:
//   exact    equal texts
//   spelled  equal keys (engine/linkage/spelling_key.h): MOCH and MUHAMMAD, BOEDI and BUDI
//   joined   two tokens of one name, in either order, written together in the other: SITI AMINAH, SITIAMINAH; the
//            key of the joined text is the key of the single one
//   initial  one letter and a longer token that begins with it, as written or by key
//   similar  keys of two or more letters whose similarity is at least `least`
// Of all pairings the one with most exact pairs counts, of those the one with most spelled, then joined, initial and
// similar pairs, then the largest sum of similarities, then most firm pairs (exact, spelled or joined, all words and no
// minor token, engine/linkage/name_tokens.h), then most words paired, then the first in the order of the texts.
//
// The similarity is the caller's. No official cut for names is known (domain page 7), so `least` is a parameter.
//
// shape: tokens of `name_tokens`, ascending. After the exact pairs the first kMostPaired tokens of each side take part
// in the rest; what is behind them is left over. missing: a name without tokens; kMissing, all counts 0. symmetric:
// exchanging the names exchanges the counts of a and b, whatever the similarity does. threads: safe if the similarity
// is. errors: none. cost: linear for equal names; else all pairings of the tokens that differ, few for names of two or
// three words.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "engine/linkage/name_tokens.h"

namespace engine {

inline constexpr std::size_t kMostPaired = 6;  // a dictionary name has at most five tokens (engine/store/name_code.h)

// Of two keys, in units of 1/65536: 0, nothing alike, to kFullSimilarity. Called with the key of
// the smaller text first.
inline constexpr std::uint32_t kFullSimilarity = 65'536;
struct TokenSimilarity {
  std::uint32_t (*of)(std::string_view, std::string_view) = nullptr;  // none: no pair is similar
  std::uint32_t least = kFullSimilarity;
};

// From equal to different. Values are stable: patterns and models store them.
enum class NameAgreement : std::uint8_t {
  kEqual = 0,            // the same tokens in any order
  kEqualBySpelling = 1,  // the same tokens, some spelled otherwise or joined
  kEqualButMinor = 2,    // the same, but minor tokens are left over
  kInitials = 3,         // every word paired, some by its initial
  kSimilar = 4,          // every word paired, some by similarity
  kSubset = 5,           // one name's words are all in the other, which has more
  kSubsetInexact = 6,    // the same, some by initial or similarity
  kPartly = 7,           // words left over on both sides, at least one pair is firm
  kLittle = 8,           // only minor tokens, initials or similar words agree, and words are left over; or father
                         // and child are exchanged
  kDifferent = 9,        // no pair
  kMissing = 10,         // outside the order: a name or both are missing
};
inline constexpr int kNameAgreements = 11;

struct NameComparison {
  NameAgreement agreement = NameAgreement::kMissing;
  std::uint16_t exact = 0, spelled = 0, joined = 0, initial = 0, similar = 0;  // pairs
  std::uint32_t similarity = 0;                                                // sum over the similar pairs
  std::uint16_t firm = 0;                                                      // pairs
  std::uint16_t words_left_a = 0, words_left_b = 0;                            // tokens without partner
  std::uint16_t minor_left_a = 0, minor_left_b = 0;
  friend bool operator==(const NameComparison&, const NameComparison&) = default;
};

// What the counts of a comparison come to; kMissing is not looked for.
NameAgreement agreement_of(const NameComparison& counts);

NameComparison compare_names(std::span<const NameToken> a, std::span<const NameToken> b,
                             TokenSimilarity similarity = {});
// The same for tokens that lie apart.
NameComparison compare_names(std::span<const NameToken* const> a, std::span<const NameToken* const> b,
                             TokenSimilarity similarity = {});

}  // namespace engine
