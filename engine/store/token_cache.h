// What one thread keeps near of a TokenTable: the codes of frequent tokens, and how often each token came by.
//
// A token of up to 11 bytes lies in one of the two ways of its set, with its size in a 16-byte entry; a search is two
// compares without a branch, no lock and no atomic. What is not there is asked of the table and takes the place of
// the less frequent way. Crafted tokens can only make it miss, which costs what the table costs.
//
// shape: tokens of 1 ... kLongestToken bytes. threads: one at a time; the table may be shared.
// memory: kSets * 32 bytes, and 4 bytes a token of the table. cost: about 3 ns a token that is near.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "engine/store/name_code.h"
#include "engine/store/row_column.h"
#include "engine/store/token_table.h"

namespace engine {

// A token inside a text below 4 GiB.
struct TokenPlace {
  std::uint32_t begin, size;
};

class TokenCache {
 public:
  // Bytes that must be readable from the begin of a token on.
  static constexpr std::size_t kReadable = 16;

  explicit TokenCache(TokenTable& table) : table_(table), sets_(std::make_unique<Set[]>(kSets)) {}

  // codes[i] = token_code of the number of tokens[i]; each is counted once more. `text` ends at `readable`.
  void codes_of(const char* text, const char* readable, std::span<const TokenPlace> tokens, TokenCode* codes);

  // The number of one token, counted once more.
  TokenId id_of(const TokenText& token);

  // Adds to the counts of all tokens, by number.
  void add_counts(std::vector<std::uint32_t>& counts) const;

 private:
  static constexpr std::size_t kSetBits = 14, kSets = std::size_t{1} << kSetBits;

  struct Key {
    std::uint64_t low;
    std::uint32_t high;  // three bytes and the size; 0 is no key
    std::uint32_t set;
  };
  struct Entry {
    std::uint64_t low = 0;
    std::uint32_t high = 0;
    TokenCode code = 0;

    bool is(const Key& key) const { return ((low ^ key.low) | (high ^ key.high)) == 0; }
  };
  struct alignas(32) Set {
    Entry ways[2];
  };

  static Key key_of(const char* text, TokenPlace token);
  void fetch(const char* text, const char* readable, std::span<const TokenPlace> tokens, TokenCode* codes);
  void keep(const Key& key, TokenCode code);
  std::uint32_t& count_of(TokenId id);

  TokenTable& table_;
  std::unique_ptr<Set[]> sets_;
  // By number + 1; entry 0 is that of the code 0, which stands for what was missed.
  std::vector<std::uint32_t> counts_ = {0};
  // Scratch of codes_of.
  RowColumn<Key> keys_;
  RowColumn<std::uint32_t> missed_;
  RowColumn<TokenText> texts_;
  RowColumn<TokenId> ids_;
};

}  // namespace engine
