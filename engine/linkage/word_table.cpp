#include "engine/linkage/word_table.h"

#include <algorithm>
#include <bit>
#include <functional>

#include "engine/linkage/spelling_key.h"
#include "engine/parallel.h"
#include "engine/store/process_seed.h"

namespace engine {
namespace {

std::uint64_t hash_of(std::string_view text, std::uint64_t seed) {
  std::uint64_t hash = seed;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x9E37'79B9'7F4A'7C15ull;
  return hash ^ hash >> 32;
}

struct CountedText {
  std::string_view text;
  std::uint32_t count;
};

WeightUnits rarity(std::uint32_t count, std::size_t persons) {
  return -weight_of(std::min(1.0, std::max(1.0, static_cast<double>(count)) / static_cast<double>(persons)));
}

void weigh_keys(std::vector<NameWord>& words, std::size_t persons) {
  std::vector<std::uint32_t> order(words.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<std::uint32_t>(i);
  const auto key = [&](std::uint32_t at) -> const std::string& { return words[at].token.key; };
  parallel_sort(order, [&](std::uint32_t a, std::uint32_t b) {
    const int by_key = key(a).compare(key(b));
    return by_key != 0 ? by_key < 0 : a < b;
  });
  for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
    std::uint32_t count = 0;
    for (end = begin; end < order.size() && key(order[end]) == key(order[begin]); ++end)
      count += words[order[end]].count;
    for (std::size_t i = begin; i < end; ++i) words[order[i]].key_rarity = rarity(count, persons);
  }
}

NameWord make_word(std::string_view text) {
  NameWord word;
  word.token = {std::string(text), spelling_key(text), false};
  word.packed = kernels::pack_name(word.token.key);
  word.key_hash = hash_of(word.token.key, 0);
  word.in_context = may_be_minor(text);
  word.text_size = static_cast<std::uint8_t>(std::min<std::size_t>(text.size(), 255));
  word.text_first = text.front();
  const std::string& key = word.token.key;
  if (!key.empty()) {
    word.key_first = key.front();
    word.key_last = key.back();
  }
  return word;
}

}  // namespace

WordTable::WordTable(const PersonTable& persons) {
  const NameDictionary& names = persons.names;
  std::vector<CountedText> pieces;
  pieces.reserve(names.size());
  for (std::size_t token = 0; token < names.size(); ++token) {
    const auto id = static_cast<TokenId>(token);
    for_each_word(names.normal(id), [&](std::string_view text) { pieces.push_back({text, names.count(id)}); });
  }
  parallel_sort(pieces, [](const CountedText& a, const CountedText& b) {
    return a.text != b.text ? a.text < b.text : a.count < b.count;
  });
  std::vector<CountedText> distinct;
  for (const CountedText& piece : pieces) {
    if (distinct.empty() || distinct.back().text != piece.text) {
      distinct.push_back(piece);
    } else {
      distinct.back().count += piece.count;
    }
  }
  words_.resize(distinct.size());
  parallel_for(words_.size(), 1024, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      words_[i] = make_word(distinct[i].text);
      words_[i].rank = rank_at(i);
      words_[i].count = distinct[i].count;
      words_[i].rarity = rarity(distinct[i].count, persons.size());
    }
  });
  weigh_keys(words_, persons.size());

  slots_.assign(std::bit_ceil(words_.size() * 2 + 1), kNone);
  for (std::size_t i = 0; i < words_.size(); ++i) {
    std::size_t at = hash_of(words_[i].token.text, process_seed()) & (slots_.size() - 1);
    while (slots_[at] != kNone) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = static_cast<std::uint32_t>(i);
  }
  word_of_token_.assign(names.size(), kNone);
  for (std::size_t token = 0; token < names.size(); ++token) {
    const auto id = static_cast<TokenId>(token);
    if (names.may_be_title(id)) continue;
    const NameWord* word = find(names.normal(id));
    if (word != nullptr && !word->in_context) word_of_token_[token] = static_cast<std::uint32_t>(word - words_.data());
  }
}

NameWord WordTable::foreign(std::string_view text) const {
  NameWord word = make_word(text);
  const auto next = std::lower_bound(words_.begin(), words_.end(), text,
                                     [](const NameWord& known, std::string_view t) { return known.token.text < t; });
  word.rank = static_cast<std::uint32_t>(2 * (next - words_.begin()));
  return word;
}

const NameWord* WordTable::find(std::string_view text) const {
  for (std::size_t at = hash_of(text, process_seed()) & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
    if (slots_[at] == kNone) return nullptr;
    const NameWord& word = words_[slots_[at]];
    if (word.token.text == text) return &word;
  }
}

}  // namespace engine
