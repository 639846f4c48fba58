// The names of the registry: tokens with their normalised letters, and the few names that have no tokens.
//
// A name is a NameCode of 8 bytes. Its written form is its tokens with single blanks between, byte for byte; its
// normalised form is composed of the normalised letters of its tokens, and titles go from the whole, so that it is
// kernels::normalize_name of the written form. Escaped names lie in a heap in both forms.
//
// order: token ids by falling count, then by ascending bytes: the same for any order of rows and any number of
//   threads. A count is the number of times the token stands in names (escaped ones too, where they have tokens).
// missing: the empty name is code 0; `normal` of a token is empty where it has no letters, and may hold blanks
//   (MOH.ALI is one token and two words).
// memory: 16 bytes a token and its letters (both forms where they differ): about 25; see `token_bytes`, `heap_bytes`.
// threads: immutable. cost: composing a name takes a few nanoseconds, no allocation.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/store/name_code.h"
#include "engine/store/name_heap.h"
#include "engine/store/name_words.h"

namespace engine {

// Room for a name that is composed of tokens. Copies go by whole 16 bytes, so there is more than the letters need.
class NameBuffer {
 public:
  char* data() { return bytes_; }

 private:
  char bytes_[kMaxTokens * (kLongestToken + 1) + 16];
};

class NameDictionary {
 public:
  std::size_t size() const { return entries_.size(); }
  std::string_view written(TokenId token) const { return text(entries_[token].written, entries_[token].written_size); }
  std::string_view normal(TokenId token) const { return text(entries_[token].normal, entries_[token].normal_size); }
  std::uint32_t count(TokenId token) const { return entries_[token].count; }
  // Whether a name that begins or ends with the token may have a title or degree there.
  bool may_be_title(TokenId token) const { return (entries_[token].marks & (kMayBegin | kMayEnd)) != 0; }

  // The tokens of a name; none for an escaped or empty one.
  TokenList tokens(NameCode code) const { return code.escaped() ? TokenList{} : unpack_tokens(code); }

  // Views into `buffer` or the heap.
  std::string_view written_name(NameCode code, NameBuffer& buffer) const;
  std::string_view normal_name(NameCode code, NameBuffer& buffer) const;

  std::size_t token_bytes() const { return entries_.size() * sizeof(Entry) + letters_; }
  std::size_t heap_bytes() const { return heap_.bytes(); }
  std::size_t heap_names() const { return heap_.names(); }

 private:
  friend class NameCoder;

  struct Entry {
    std::uint32_t written, normal;  // where their letters begin
    std::uint32_t count;
    std::uint8_t written_size, normal_size;
    std::uint8_t marks;
  };
  static constexpr std::uint8_t kMayBegin = 1, kMayEnd = 2;

  std::string_view text(std::uint32_t at, std::size_t size) const { return {text_.data() + at, size}; }
  // Adds a token at the next id; false where its letters would lie beyond 4 GiB.
  bool add(std::string_view token, std::uint32_t count);
  void finish();

  std::vector<Entry> entries_;
  std::string text_;
  std::size_t letters_ = 0;  // of text_ without the room behind
  NameHeap heap_;
};

}  // namespace engine
