// The words of the registry's names: how each is spelled, its key, how often it occurs.
//
// A word is a piece of a normalised name between blanks (kernels/normalize_name.h). Tokens of the dictionary are
// words as written; several tokens may be one word (Budi, BUDI), one token two (MOH.ALI) or none (a title).
//
// order: words ascend by their bytes. missing: a word that no registry name has is not in the table. threads:
// immutable. memory: about 150 bytes a word, 4 bytes a token. cost: a look-up is one hash and one or two cache misses.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/linkage/bits.h"
#include "engine/linkage/name_tokens.h"
#include "engine/store/registry.h"
#include "kernels/name_signature.h"

namespace engine {

struct NameWord {
  NameToken token;             // its text and key; never minor
  std::uint32_t count = 0;     // names it stands in, about: a name that has it twice counts twice
  WeightUnits rarity = 0;      // −log2 of the share of persons who have it; 0 for a foreign word
  WeightUnits key_rarity = 0;  // the same for all words with this key
  kernels::PackedName packed;  // the key
  std::uint32_t rank = 0;      // ascends with the text; a foreign word has that of the next known one, and is even
  std::uint64_t key_hash = 0;  // of the key, the same in every process
  bool in_context = false;     // may_be_minor
};

class WordTable {
 public:
  explicit WordTable(const PersonTable& persons);

  const NameWord* find(std::string_view text) const;
  // A word that is not in the table.
  NameWord foreign(std::string_view text) const;
  // The word of a token, or none where the token is not exactly one word or may be a title.
  const NameWord* of_token(TokenId token) const {
    const std::uint32_t at = word_of_token_[token];
    return at == kNone ? nullptr : &words_[at];
  }
  std::size_t size() const { return words_.size(); }
  const std::vector<NameWord>& words() const { return words_; }

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFFu;

  std::vector<NameWord> words_;
  std::vector<std::uint32_t> word_of_token_, slots_;
};

// Calls visit(word) for the pieces of a normalised name.
template <class Visit>
void for_each_word(std::string_view name, Visit visit) {
  while (!name.empty()) {
    const std::size_t end = name.find(' ');
    const std::string_view word = name.substr(0, end);
    if (!word.empty()) visit(word);
    if (end == std::string_view::npos) return;
    name.remove_prefix(end + 1);
  }
}

}  // namespace engine
