#include "engine/store/name_coder.h"

#include <algorithm>
#include <array>
#include <atomic>

#include "engine/parallel.h"
#include "kernels/normalize_name.h"
#include "kernels/scan_text.h"

namespace engine {
namespace {

constexpr std::size_t kGrain = std::size_t{1} << 16;

// Where the blanks are, ascending, then a place behind all.
std::vector<std::uint32_t> blanks_of(std::string_view text) {
  const kernels::TextCounts counts = kernels::count_text(text, ' ');
  const std::size_t marks = counts.delimiters + counts.lines + counts.quotes;
  std::vector<std::uint32_t> places(marks + kernels::kMarkPadding);
  places.resize(kernels::mark_text(text, ' ', places.data()));
  if (marks > counts.delimiters) std::erase_if(places, [&](std::uint32_t at) { return text[at] != ' '; });
  places.push_back(0xFFFFFFFFu);
  return places;
}

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

NameCode NameCoder::code(std::string_view name) {
  NameWords words;
  if (!cut_name(name, name.data() + name.size(), words)) return escape(name);
  std::array<TokenId, kMaxTokens> ids;
  tokens_.ids_of({words.tokens.data(), words.count}, ids);
  return packed(name, {ids.data(), words.count});
}

std::vector<NameCode> NameCoder::code(const TextColumn& names) {
  constexpr std::size_t kBlock = 256;  // names whose tokens stay in the L1 cache
  const char *const text = names.bytes.data(), *const readable = text + names.bytes.size();
  const std::vector<std::uint32_t> blanks = blanks_of(std::string_view(names.bytes.data(), names.bytes.size()));
  auto blank = blanks.begin();  // the first one that is not behind

  std::vector<NameCode> codes(names.size());
  std::vector<TokenText> tokens(kBlock * kMaxTokens);
  std::vector<TokenId> ids(tokens.size());
  std::array<std::uint8_t, kBlock> counts;  // tokens by name; kNoTokens where it has none
  constexpr std::uint8_t kNoTokens = 0xFF;
  std::uint32_t begin = 0;
  for (std::size_t first = 0; first < names.size(); first += kBlock) {
    const std::size_t last = std::min(first + kBlock, names.size());
    std::size_t used = 0;
    for (std::size_t i = first; i < last; ++i) {
      const std::uint32_t end = names.ends[i];
      const std::size_t before = used;
      bool fits = true;
      const auto add = [&](std::uint32_t stop) {
        const std::size_t size = stop - begin;
        fits &= size - 1 < kLongestToken;  // not 0 either
        if (used - before < kMaxTokens)
          tokens[used++] = {text + begin, size, readable};
        else
          fits = false;
        begin = stop + 1;
      };
      const bool empty = begin == end;
      for (; *blank < end; ++blank) add(*blank);
      if (!empty) add(end);
      if (!fits) used = before;
      counts[i - first] = fits ? static_cast<std::uint8_t>(used - before) : kNoTokens;
      begin = end;
    }
    tokens_.ids_of({tokens.data(), used}, ids);
    const TokenId* of_name = ids.data();
    for (std::size_t i = first; i < last; ++i) {
      const std::size_t count = counts[i - first];
      if (count == kNoTokens) {
        codes[i] = escape(names[i]);
        continue;
      }
      codes[i] = packed(names[i], {of_name, count});
      of_name += count;
    }
  }
  return codes;
}

NameCode NameCoder::packed(std::string_view name, std::span<const TokenId> tokens) {
  const std::optional<NameCode> code = pack_tokens(tokens);
  return code ? *code : escape(name);
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
        for_each_token(codes[i], [&](TokenId token) { part.add(token); });
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
  std::vector<TokenCode> renamed(counts.size(), kNoTokenCode);
  for (const std::uint32_t number : order) {
    if (dictionary.size() == kTokenIdLimit || !dictionary.add(texts_[number], counts[number])) break;
    renamed[number] = token_code(static_cast<TokenId>(dictionary.size() - 1));
  }
  dictionary.finish();

  // 2. Codes with these ids; what does not fit is kept for the heap, in order.
  std::vector<std::vector<std::size_t>> unfit(chunk_count(codes.size(), kGrain));
  parallel_for(codes.size(), kGrain, [&](std::size_t begin, std::size_t end) {
    NameWords words;
    for (std::size_t i = begin; i < end; ++i) {
      NamePacker packer;
      bool has_tokens = true;
      if (!codes[i].escaped()) {
        for_each_token(codes[i], [&](TokenId number) { packer.add(renamed[number]); });
      } else {
        const std::string_view name = heap_.written(codes[i].ref());
        has_tokens = cut_name(name, name.data() + name.size(), words);
        for (std::size_t k = 0; has_tokens && k < words.count; ++k) packer.add(renamed[tokens_.id_of(words.tokens[k])]);
      }
      const std::optional<NameCode> packed = packer.code();
      if (packed && has_tokens)
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
