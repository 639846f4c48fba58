#include "engine/store/name_coder.h"

#include <algorithm>
#include <array>
#include <atomic>

#include "engine/parallel.h"
#include "kernels/normalize_name.h"

namespace engine {
namespace {

constexpr std::size_t kGrain = std::size_t{1} << 16;
constexpr TokenId kNoToken = 0xFFFFFFFFu;

// Adds to shared counts; the first numbers, which are the frequent tokens, are gathered per chunk, so that threads
// do not fight for them.
class TokenCounts {
 public:
  explicit TokenCounts(std::vector<std::uint32_t>& shared) : shared_(shared) {}
  ~TokenCounts() {
    for (std::size_t id = 0; id < std::min(kNear, shared_.size()); ++id) {
      if (near_[id] != 0) add_shared(id, near_[id]);
    }
  }
  TokenCounts(const TokenCounts&) = delete;
  TokenCounts& operator=(const TokenCounts&) = delete;

  void add(std::uint32_t id) {
    if (id < kNear)
      ++near_[id];
    else
      add_shared(id, 1);
  }

 private:
  static constexpr std::size_t kNear = 4096;
  void add_shared(std::size_t id, std::uint32_t count) {
    std::atomic_ref<std::uint32_t>(shared_[id]).fetch_add(count, std::memory_order_relaxed);
  }
  std::vector<std::uint32_t>& shared_;
  std::array<std::uint32_t, kNear> near_{};
};

}  // namespace

NameCode NameCoder::code(std::string_view name) { return code(name, name.data() + name.size()); }

std::vector<NameCode> NameCoder::code(const TextColumn& names) {
  std::vector<NameCode> codes(names.size());
  const char* const readable = names.bytes.data() + names.bytes.size();
  for (std::size_t i = 0; i < codes.size(); ++i) codes[i] = code(names[i], readable);
  return codes;
}

NameCode NameCoder::code(std::string_view name, const char* readable) {
  NameWords words;
  if (!cut_name(name, readable, words)) return escape(name);
  std::array<TokenId, kMaxTokens> ids;
  for (std::size_t i = 0; i < words.count; ++i) ids[i] = tokens_.id_of(words.tokens[i]);
  const std::optional<NameCode> packed = pack_tokens({ids.data(), words.count});
  return packed ? *packed : escape(name);
}

NameCode NameCoder::escape(std::string_view name) {
  const std::lock_guard lock(heap_mutex_);
  return NameCode::escape(heap_.add(name, {}));
}

void NameCoder::list_tokens() {
  if (texts_.size() != tokens_.size()) texts_ = tokens_.tokens();
}

void NameCoder::append_written(NameCode code, std::string& out) {
  if (code.escaped()) {
    out += heap_.written(code.ref());
    return;
  }
  list_tokens();
  bool first = true;
  for (const TokenId token : unpack_tokens(code)) {
    if (!first) out += ' ';
    out += texts_[token];
    first = false;
  }
}

std::vector<std::uint32_t> NameCoder::count_tokens(std::span<const NameCode> codes) {
  std::vector<std::uint32_t> counts(tokens_.size(), 0);
  parallel_for(codes.size(), kGrain, [&](std::size_t begin, std::size_t end) {
    TokenCounts part(counts);
    NameWords words;
    for (std::size_t i = begin; i < end; ++i) {
      if (!codes[i].escaped()) {
        for (const TokenId token : unpack_tokens(codes[i])) part.add(token);
        continue;
      }
      const std::string_view name = heap_.written(codes[i].ref());
      if (!cut_name(name, name.data() + name.size(), words)) continue;
      for (std::size_t k = 0; k < words.count; ++k) part.add(tokens_.id_of(words.tokens[k]));
    }
  });
  return counts;
}

NameDictionary NameCoder::settle(std::span<NameCode> codes) {
  list_tokens();
  NameDictionary dictionary;

  // 1. Ids by falling count, then by bytes.
  std::vector<std::uint32_t> counts = count_tokens(codes);
  std::vector<std::uint32_t> order;
  for (std::uint32_t number = 0; number < counts.size(); ++number) {
    if (counts[number] > 0) order.push_back(number);
  }
  parallel_sort(order, [&](std::uint32_t a, std::uint32_t b) {
    return counts[a] != counts[b] ? counts[a] > counts[b] : texts_[a] < texts_[b];
  });
  std::vector<TokenId> renamed(counts.size(), kNoToken);
  for (const std::uint32_t number : order) {
    if (dictionary.size() == kTokenIdLimit || !dictionary.add(texts_[number], counts[number])) break;
    renamed[number] = static_cast<TokenId>(dictionary.size() - 1);
  }
  dictionary.finish();

  // 2. Codes with these ids; what does not fit is kept for the heap, in order.
  std::vector<std::vector<std::size_t>> unfit(chunk_count(codes.size(), kGrain));
  parallel_for(codes.size(), kGrain, [&](std::size_t begin, std::size_t end) {
    NameWords words;
    for (std::size_t i = begin; i < end; ++i) {
      TokenList tokens;
      bool known = true;
      const auto add = [&](std::uint32_t number) {
        tokens.ids[tokens.count++] = renamed[number];
        known &= renamed[number] != kNoToken;
      };
      if (!codes[i].escaped()) {
        for (const TokenId number : unpack_tokens(codes[i])) add(number);
      } else {
        const std::string_view name = heap_.written(codes[i].ref());
        known = cut_name(name, name.data() + name.size(), words);
        for (std::size_t k = 0; known && k < words.count; ++k) add(tokens_.id_of(words.tokens[k]));
      }
      const std::optional<NameCode> packed = known ? pack_tokens({tokens.ids.data(), tokens.count}) : std::nullopt;
      if (packed)
        codes[i] = *packed;
      else
        unfit[begin / kGrain].push_back(i);
    }
  });

  // 3. The heap of the others.
  std::string written, normal;
  for (const std::vector<std::size_t>& part : unfit) {
    for (const std::size_t i : part) {
      written.clear();
      append_written(codes[i], written);
      normal.resize(written.size());
      normal.resize(kernels::normalize_name(written, normal.data()));
      codes[i] = NameCode::escape(dictionary.heap_.add(written, normal));
    }
  }
  return dictionary;
}

}  // namespace engine
