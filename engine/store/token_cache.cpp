#include "engine/store/token_cache.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace engine {
namespace {

constexpr std::size_t kLongestKey = 11;

// What a key keeps of the first 12 bytes for each size of a token, and its mark.
struct KeyMask {
  std::uint64_t low;
  std::uint32_t high, mark;
};
constexpr std::uint32_t kNoKey = 0xFF000000u;  // the mark of a token that is too long; never kept
constexpr std::array<KeyMask, kLongestKey + 2> kMasks = [] {
  std::array<KeyMask, kLongestKey + 2> masks{};
  for (std::uint32_t size = 0; size <= kLongestKey; ++size) {
    masks[size].low = size >= 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * size)) - 1;
    masks[size].high = size <= 8 ? 0 : (std::uint32_t{1} << (8 * (size - 8))) - 1;
    masks[size].mark = size << 24;
  }
  masks[kLongestKey + 1].mark = kNoKey;
  return masks;
}();

// Where the count of a token is, from its code: TokenCache::counts_ begins with the entry of the code 0.
constexpr std::array<std::uint32_t, 4> kFirstCount = [] {
  std::array<std::uint32_t, 4> first{};
  for (std::size_t c = 0; c < 4; ++c) first[c] = detail::kTokenClasses[c].first + 1 - detail::kTokenClasses[c].bias;
  return first;
}();
std::size_t count_place(TokenCode code) { return (code >> 2) + kFirstCount.data()[code & 3]; }

}  // namespace

inline TokenCache::Key TokenCache::key_of(const char* text, TokenPlace token) {
  const KeyMask& mask = kMasks.data()[std::min<std::size_t>(token.size, kLongestKey + 1)];
  Key key;
  std::memcpy(&key.low, text + token.begin, sizeof key.low);
  std::memcpy(&key.high, text + token.begin + sizeof key.low, sizeof key.high);
  key.low &= mask.low;
  key.high = (key.high & mask.high) | mask.mark;
  key.set = static_cast<std::uint32_t>((key.low ^ key.high * 0x9e3779b97f4a7c15ull) * 0xd6e8feb86659fd93ull >>
                                       (64 - kSetBits));
  return key;
}

// Three passes, so that what is far away is under way early, and a count waits for no search.
void TokenCache::codes_of(const char* text, const char* readable, std::span<const TokenPlace> tokens,
                          TokenCode* codes) {
  const std::size_t size = tokens.size();
  keys_.resize(size);
  missed_.resize(size);
  const TokenPlace* const places = tokens.data();
  Key* const keys = keys_.data();
  const Set* const sets = sets_.get();
  for (std::size_t i = 0; i < size; ++i) {
    keys[i] = key_of(text, places[i]);
    __builtin_prefetch(&sets[keys[i].set]);
  }

  std::uint32_t* const missed = missed_.data();
  std::size_t misses = 0;
  for (std::size_t i = 0; i < size; ++i) {
    const Set& set = sets[keys[i].set];
    const std::uint32_t first = set.ways[0].is(keys[i]), second = set.ways[1].is(keys[i]);
    // By masks: a branch would be guessed wrong.
    codes[i] = (set.ways[0].code & (0u - first)) | (set.ways[1].code & (0u - second));
    missed[misses] = static_cast<std::uint32_t>(i);
    misses += 1 - (first | second);
  }
  missed_.resize(misses);

  std::uint32_t* const counts = counts_.data();
  for (std::size_t i = 0; i < size; ++i) ++counts[count_place(codes[i])];
  counts[0] = 0;  // what was missed
  if (misses > 0) fetch(text, readable, tokens, codes);
}

// Asks the table for the tokens that were missed.
void TokenCache::fetch(const char* text, const char* readable, std::span<const TokenPlace> tokens, TokenCode* codes) {
  texts_.clear();
  for (const std::uint32_t i : missed_) texts_.push_back({text + tokens[i].begin, tokens[i].size, readable});
  ids_.resize(missed_.size());
  table_.ids_of(texts_, ids_);
  for (std::size_t k = 0; k < missed_.size(); ++k) {
    const std::uint32_t i = missed_[k];
    codes[i] = token_code(ids_[k]);
    ++count_of(ids_[k]);
    if (tokens[i].size <= kLongestKey && codes[i] != kNoTokenCode) keep(keys_[i], codes[i]);
  }
}

// Takes the place of the less frequent way where the token is as frequent.
void TokenCache::keep(const Key& key, TokenCode code) {
  Set& set = sets_[key.set];
  if (set.ways[0].is(key) || set.ways[1].is(key)) return;
  const std::uint32_t first = counts_[count_place(set.ways[0].code)], second = counts_[count_place(set.ways[1].code)];
  if (counts_[count_place(code)] < std::min(first, second)) return;
  set.ways[first <= second ? 0 : 1] = {key.low, key.high, code};
}

TokenId TokenCache::id_of(const TokenText& token) {
  const TokenId id = table_.id_of(token);
  ++count_of(id);
  return id;
}

std::uint32_t& TokenCache::count_of(TokenId id) {
  if (id + 1 >= counts_.size()) counts_.resize(std::max<std::size_t>(id + 2, counts_.size() * 3 / 2));
  return counts_[id + 1];
}

void TokenCache::add_counts(std::vector<std::uint32_t>& counts) const {
  const std::size_t size = std::min(counts.size(), counts_.size() - 1);
  for (std::size_t id = 0; id < size; ++id) counts[id] += counts_[id + 1];
}

}  // namespace engine
