// The words of the registry's names: how each is spelled, its key, how often it occurs.
//
// A word is a piece of a normalised name between blanks (kernels/normalize_name.h). Tokens of the dictionary are
// words as written; several tokens may be one word (Budi, BUDI), one token two (MOH.ALI) or none (a title).
//
// order: words ascend by their bytes. missing: a word that no registry name has is not in the table. threads:
// immutable. memory: 192 bytes a word, 8 bytes a token. cost: a look-up is one hash and one or two cache misses.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/linkage/bits.h"
#include "engine/linkage/name_tokens.h"
#include "engine/store/registry.h"
#include "kernels/name_signature.h"

namespace engine {

struct alignas(64) NameWord {
  // What most comparisons read, in one cache line.
  kernels::PackedName packed;  // the key
  std::uint64_t key_hash = 0;  // of the key, the same in every process
  WeightUnits rarity = 0;      // −log2 of the share of persons who have it; 0 for a foreign word
  std::uint8_t text_size = 0;  // 255: or more
  char text_first = 0, key_first = 0, key_last = 0;

  NameToken token;             // its text and key; never minor
  std::uint32_t count = 0;     // names it stands in, about: a name that has it twice counts twice
  WeightUnits key_rarity = 0;  // the rarity of all words with this key
  std::uint32_t rank = 0;      // ascends with the text; a foreign word has that of the next known one, and is even
  bool in_context = false;     // may_be_minor

  bool same_key(const NameWord& other) const { return key_hash == other.key_hash && token.key == other.token.key; }
};
static_assert(offsetof(NameWord, token) == 64);

class WordTable {
 public:
  explicit WordTable(const PersonTable& persons);

  const NameWord* find(std::string_view text) const;
  // A word that is not in the table.
  NameWord foreign(std::string_view text) const;
  // The word of a token; none where the token is not exactly one word, may be a title or may be minor. No word is read.
  const NameWord* of_token(TokenId token) const {
    const std::uint32_t at = word_of_token_[token];
    return at == kNone ? nullptr : &words_[at];
  }
  // Of a word of the table.
  std::uint32_t rank(const NameWord* word) const { return rank_at(static_cast<std::size_t>(word - words_.data())); }
  std::size_t size() const { return words_.size(); }
  const std::vector<NameWord>& words() const { return words_; }

 private:
  static constexpr std::uint32_t kNone = 0xFFFFFFFFu;
  static std::uint32_t rank_at(std::size_t at) { return static_cast<std::uint32_t>(2 * at + 1); }

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
