#include "engine/linkage/person_name.h"

#include <algorithm>
#include <span>

#include "engine/linkage/spelling_key.h"
#include "kernels/jaro_winkler.h"

namespace engine {
namespace {

// Foreign words are not in the table, so a word of one name is that of another where the pointers are equal.
bool before(const NameWord* a, std::uint32_t rank_a, const NameWord* b, std::uint32_t rank_b) {
  return rank_a != rank_b ? rank_a < rank_b : a->token.text < b->token.text;
}

void insert_in_order(PersonName& name, const NameWord* word, std::uint32_t rank) {
  std::size_t at = name.size++;
  for (; at != 0 && before(word, rank, name.words[at - 1], name.ranks[at - 1]); --at) {
    name.words[at] = name.words[at - 1];
    name.ranks[at] = name.ranks[at - 1];
  }
  name.words[at] = word;
  name.ranks[at] = rank;
}

struct Rest {
  std::array<std::uint8_t, PersonName::kMost> at;
  std::size_t size = 0;
};

// The tokens of a name; those that are minor in it are copies.
class Tokens {
 public:
  explicit Tokens(const PersonName& name) : size_(name.size) {
    if (name.minor != 0) copies_.reserve(PersonName::kMost);
    for (std::size_t i = 0; i < name.size; ++i) {
      tokens_[i] = &name.words[i]->token;
      if (!name.is_minor(i)) continue;
      copies_.push_back(*tokens_[i]);
      copies_.back().minor = true;
      tokens_[i] = &copies_.back();
    }
  }
  Tokens(const Tokens&) = delete;
  Tokens& operator=(const Tokens&) = delete;
  std::span<const NameToken* const> view() const { return {tokens_.data(), size_}; }

 private:
  std::array<const NameToken*, PersonName::kMost> tokens_;
  std::size_t size_;
  std::vector<NameToken> copies_;
};

// Rarity of the words with equal keys among those that are not equal, at most so many.
WeightUnits spelled_rarity(const PersonName& a, const Rest& rest_a, const PersonName& b, const Rest& rest_b,
                           std::size_t pairs) {
  WeightUnits sum = 0;
  std::uint32_t taken = 0;
  for (std::size_t i = 0; i < rest_a.size && pairs != 0; ++i) {
    const NameWord& word = *a.words[rest_a.at[i]];
    for (std::size_t j = 0; j < rest_b.size; ++j) {
      const NameWord& other = *b.words[rest_b.at[j]];
      if ((taken >> j & 1) != 0 || !word.same_key(other)) continue;
      taken |= 1u << j;
      sum += std::max(word.key_rarity, other.key_rarity);
      --pairs;
      break;
    }
  }
  return sum;
}

// Whether two of the words may be `whole` when written together (spelling_key.h says what a key keeps).
bool may_join(const PersonName& name, const Rest& rest, const NameWord& whole) {
  if (rest.size < 2) return false;
  std::size_t first = 0, second = 0, either = 0;
  for (std::size_t k = 0; k < rest.size; ++k) {
    const NameWord& part = *name.words[rest.at[k]];
    const bool may_begin = part.text_size < kKeepsFirstLetter || part.key_first == whole.key_first;
    const bool may_end = part.text_size < kKeepsLastLetter || part.key_last == whole.key_last;
    first += may_begin;
    second += may_end;
    either += may_begin || may_end;
  }
  return first != 0 && second != 0 && either >= 2;
}

}  // namespace

void PersonNames::read_in_context(std::string_view normal, PersonName& name, std::vector<NameWord>* foreign) const {
  name.size = 0;
  name.minor = 0;
  std::vector<NameToken> tokens = name_tokens(normal);
  if (tokens.size() > PersonName::kMost) tokens.resize(PersonName::kMost);
  if (foreign != nullptr) foreign->reserve(tokens.size());  // words stay where they are
  for (const NameToken& token : tokens) {
    const NameWord* word = words_.find(token.text);
    if (word == nullptr && foreign != nullptr) word = &foreign->emplace_back(words_.foreign(token.text));
    if (word == nullptr) continue;  // no word of the registry is missing in its table
    if (token.minor) name.minor = static_cast<std::uint8_t>(name.minor | 1u << name.size);
    name.ranks[name.size] = word->rank;
    name.words[name.size++] = word;
  }
}

PersonName PersonNames::of(PersonRow person) const {
  PersonName name;
  const NameCode code = persons_.name[person];
  bool simple = !code.escaped();
  if (simple) {
    for_each_token(code, [&](TokenId id) {
      const NameWord* word = words_.of_token(id);
      if (word == nullptr) {
        simple = false;
      } else if (simple) {
        insert_in_order(name, word, words_.rank(word));
      }
    });
  }
  if (!simple) {
    NameBuffer buffer;
    read_in_context(persons_.name_of(person, buffer), name, nullptr);
  }
  return name;
}

void PersonNames::read(std::string_view normal, RowName& row) const {
  row.foreign.clear();
  row.foreign.reserve(PersonName::kMost);
  PersonName& name = row.name;
  name.size = 0;
  name.minor = 0;
  bool simple = true;
  std::size_t count = 0;
  for_each_word(normal, [&](std::string_view text) {
    if (++count > PersonName::kMost) simple = false;
    if (!simple) return;
    const NameWord* word = words_.find(text);
    if (word == nullptr) word = &row.foreign.emplace_back(words_.foreign(text));
    if (word->in_context) simple = false;
    if (simple) insert_in_order(name, word, word->rank);
  });
  if (simple) return;
  row.foreign.clear();
  read_in_context(normal, name, &row.foreign);
}

bool PersonNames::may_pair(const NameWord& a, const NameWord& b) const {
  if (a.same_key(b)) return true;
  if (a.text_size == 1 || b.text_size == 1) return a.text_first == b.text_first || a.key_first == b.key_first;
  return filter_.passes(a.packed, b.packed);
}

NameEvidence PersonNames::compare(const PersonName& a, const PersonName& b) const {
  NameEvidence found;
  NameComparison& c = found.comparison;
  if (a.size == 0 || b.size == 0) return found;
  Rest rest_a, rest_b;
  std::size_t i = 0, j = 0;
  while (i < a.size && j < b.size) {
    if (a.words[i] == b.words[j]) {
      ++c.exact;
      c.firm = static_cast<std::uint16_t>(c.firm + (!a.is_minor(i) && !b.is_minor(j)));
      found.rarity += a.words[i]->rarity;
      ++i;
      ++j;
    } else if (before(a.words[i], a.ranks[i], b.words[j], b.ranks[j])) {
      rest_a.at[rest_a.size++] = static_cast<std::uint8_t>(i++);
    } else {
      rest_b.at[rest_b.size++] = static_cast<std::uint8_t>(j++);
    }
  }
  for (; i < a.size; ++i) rest_a.at[rest_a.size++] = static_cast<std::uint8_t>(i);
  for (; j < b.size; ++j) rest_b.at[rest_b.size++] = static_cast<std::uint8_t>(j);

  bool may = false;
  for (std::size_t k = 0; k < rest_a.size && !may; ++k) {
    const NameWord& word = *a.words[rest_a.at[k]];
    for (std::size_t l = 0; l < rest_b.size && !may; ++l) {
      const NameWord& other = *b.words[rest_b.at[l]];
      may = may_pair(word, other) || may_join(a, rest_a, other) || may_join(b, rest_b, word);
    }
  }
  if (may) {
    const Tokens tokens_a(a), tokens_b(b);
    c = compare_names(tokens_a.view(), tokens_b.view(), {kernels::jaro_winkler, kLeastAlike});
    if (c.spelled != 0) found.rarity += spelled_rarity(a, rest_a, b, rest_b, c.spelled);
    found.rarity += c.joined * chance_.joined + c.initial * chance_.initial;
    if (c.similar != 0) {
      found.rarity += c.similar * (c.similarity >= c.similar * kVeryAlike ? chance_.very_similar : chance_.similar);
    }
    return found;
  }
  for (std::size_t k = 0; k < rest_a.size; ++k) ++(a.is_minor(rest_a.at[k]) ? c.minor_left_a : c.words_left_a);
  for (std::size_t k = 0; k < rest_b.size; ++k) ++(b.is_minor(rest_b.at[k]) ? c.minor_left_b : c.words_left_b);
  c.agreement = agreement_of(c);
  return found;
}

}  // namespace engine
