// Cuts a normalised name into the tokens that are compared, and tells words from words of little information.
//
// Minor tokens are compared as all others, but one that is left over says little:
//   birth-order and caste words of Bali, and its I and NI: I WAYAN SUDIRA may be registered as SUDIRA. IDA counts
//     with BAGUS or AYU only, ANAK with AGUNG, LUH with NI. Where a name has nothing else, none is minor
//   the tail after BIN or BINTI, the father's name; BIN and BINTI themselves are no tokens, unless they stand
//     first or last and so join nothing
// A text that stands in a name both as a word and as a minor token is a word in both places.
// (Domain pages 4 and 8.4. How often such words are dropped between registers is not known.)
//
// shape: a normalised name without titles (kernels/normalize_name.h). order: by text; apart from the tail, the order
// of the words in the name is of no consequence. missing: the empty name has no tokens. threads: safe.
// cost: one sort; allocates.
#pragma once

#include <compare>
#include <string>
#include <string_view>
#include <vector>

namespace engine {

struct NameToken {
  std::string text;
  std::string key;     // engine/linkage/spelling_key.h, all steps
  bool minor = false;  // of little information
  friend auto operator<=>(const NameToken&, const NameToken&) = default;
};

std::vector<NameToken> name_tokens(std::string_view name);

// Whether a word may be minor, or make another one so: without such words all tokens of a name are words.
bool may_be_minor(std::string_view word);

}  // namespace engine
