#include "engine/store/name_coder.h"

#include <algorithm>
#include <array>
#include <atomic>

#include "engine/parallel.h"
#include "engine/store/blank_bits.h"
#include "engine/store/short_names.h"
#include "engine/store/token_cache.h"
#include "kernels/normalize_name.h"
#include "kernels/rename_codes.h"

namespace engine {
namespace {

constexpr std::size_t kGrain = std::size_t{1} << 16;

// The token classes, as a kernel takes them: places are numbers + 1.
constexpr kernels::NumberClasses kNumberClasses = [] {
  kernels::NumberClasses classes{};
  for (std::size_t c = 0; c < classes.size(); ++c) {
    const detail::TokenClass& kind = detail::kTokenClasses[c];
    classes[c] = {kind.width, kind.first + 1 - kind.bias};
  }
  return classes;
}();
static_assert(kNoTokenCode == kernels::kNoNumber);

// Columns cut into what one thread takes at a time.
std::vector<std::span<NameCode>> pieces_of(std::span<const std::span<NameCode>> columns) {
  std::vector<std::span<NameCode>> pieces;
  for (const std::span<NameCode> column : columns) {
    for (std::size_t begin = 0; begin < column.size(); begin += kGrain) {
      pieces.push_back(column.subspan(begin, std::min(kGrain, column.size() - begin)));
    }
  }
  return pieces;
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

// What one thread needs to code a column.
class NameCoder::Worker {
 public:
  static constexpr std::size_t kBlock = 128;  // names whose tokens stay in the L1 cache

  explicit Worker(NameCoder& coder) : cache(coder.tokens_), coder_(coder) {}

  void code(const TextColumn& names, NameCode* codes);

  std::size_t names = 0;  // that were coded
  TokenCache cache;

 private:
  std::uint32_t cut(const TextColumn& names, std::uint32_t begin, std::size_t first, std::size_t last);
  static std::size_t cut_rest(std::uint64_t stops, std::uint32_t name, std::uint32_t begin, TokenPlace* place);
  void pack(const TextColumn& names, std::size_t first, std::size_t last, NameCode* codes);
  NameCode code_odd(std::string_view name);

  NameCoder& coder_;
  BlankBits blanks_;
  std::size_t used_ = 0;  // tokens of the block
  std::array<TokenPlace, kBlock * kMaxTokens + 3> places_;
  std::array<TokenCode, kBlock * kMaxTokens + 3> tokens_;
  std::array<std::uint8_t, kBlock> counts_;  // tokens by name; 0 where it is odd
};

NameCoder::NameCoder() = default;
NameCoder::NameCoder(std::uint64_t seed, std::uint64_t hash_mask) : tokens_(seed, hash_mask) {}
NameCoder::~NameCoder() = default;

NameCode NameCoder::code(std::string_view name) {
  if (!uncounted_.load(std::memory_order_relaxed)) uncounted_.store(true, std::memory_order_relaxed);
  NameWords words;
  if (!cut_name(name, name.data() + name.size(), words)) return escape(name);
  std::array<TokenId, kMaxTokens> ids;
  tokens_.ids_of({words.tokens.data(), words.count}, ids);
  return packed(name, {ids.data(), words.count});
}

NameCodes NameCoder::code(const TextColumn& names) {
  NameCodes codes(names.size());
  if (codes.empty()) return codes;
  std::unique_ptr<Worker> worker = workers_.take();
  if (!worker) worker = std::make_unique<Worker>(*this);
  worker->code(names, codes.data());
  workers_.give_back(std::move(worker));
  return codes;
}

void NameCoder::Worker::code(const TextColumn& column, NameCode* codes) {
  const std::string_view text{column.bytes.data(), column.bytes.size()};
  blanks_.mark(text);
  std::uint32_t begin = 0;
  for (std::size_t first = 0; first < column.size(); first += kBlock) {
    const std::size_t last = std::min(first + kBlock, column.size());
    begin = cut(column, begin, first, last);
    cache.codes_of(text.data(), text.data() + text.size(), {places_.data(), used_}, tokens_.data());
    pack(column, first, last, codes);
  }
  names += column.size();
}

// Cuts names into tokens; odd ones are left to code_odd: the empty name, blanks at an end or two together, more than
// kMaxTokens tokens, long names, and those whose tokens lie too near the end of the text. Returns where the last ends.
std::uint32_t NameCoder::Worker::cut(const TextColumn& column, std::uint32_t begin, std::size_t first,
                                     std::size_t last) {
  constexpr std::uint64_t kTop = std::uint64_t{1} << 63;
  const std::size_t far = column.bytes.size() < TokenCache::kReadable ? 0 : column.bytes.size() - TokenCache::kReadable;
  const std::uint32_t* const ends = column.ends.data();
  TokenPlace* place = places_.data();
  std::uint8_t* count = counts_.data();
  for (std::size_t i = first; i < last; ++i, ++count) {
    const std::uint32_t end = ends[i], size = end - begin;
    // Where tokens stop, from the begin of the name on.
    const std::uint64_t stop = std::uint64_t{1} << (size & 63);
    const std::uint64_t stops = (blanks_.from(begin) & (stop - 1)) | stop;
    const bool odd = (size >= BlankBits::kWindow) | (end > far) | ((stops & (stops << 1 | 1)) != 0);
    const std::uint64_t second = stops & (stops - 1), third = second & (second - 1), fourth = third & (third - 1);
    const auto stop1 = static_cast<std::uint32_t>(__builtin_ctzll(stops));
    const auto stop2 = static_cast<std::uint32_t>(__builtin_ctzll(second | kTop));
    const auto stop3 = static_cast<std::uint32_t>(__builtin_ctzll(third | kTop));
    place[0] = {begin, stop1};
    place[1] = {begin + stop1 + 1, stop2 - stop1 - 1};
    place[2] = {begin + stop2 + 1, stop3 - stop2 - 1};
    std::size_t tokens = 1u + (second != 0) + (third != 0);
    if (odd || fourth != 0) [[unlikely]]
      tokens = odd ? 0 : cut_rest(fourth, begin, begin + stop3 + 1, place + 3);
    *count = static_cast<std::uint8_t>(tokens);
    place += tokens;
    begin = end;
  }
  used_ = static_cast<std::size_t>(place - places_.data());
  return begin;
}

// The tokens behind the third one, which begin at `begin`; returns the number of all, 0 where there are too many.
std::size_t NameCoder::Worker::cut_rest(std::uint64_t stops, std::uint32_t name, std::uint32_t begin,
                                        TokenPlace* place) {
  std::size_t tokens = 3;
  for (; stops != 0 && tokens < kMaxTokens; stops &= stops - 1, ++tokens) {
    const std::uint32_t end = name + static_cast<std::uint32_t>(__builtin_ctzll(stops));
    *place++ = {begin, end - begin};
    begin = end + 1;
  }
  return stops == 0 ? tokens : 0;
}

void NameCoder::Worker::pack(const TextColumn& column, std::size_t first, std::size_t last, NameCode* codes) {
  const TokenCode* tokens = tokens_.data();
  const std::uint8_t* count = counts_.data();
  for (std::size_t i = first; i < last; ++i, ++count) {
    const detail::ShortPack pack =
        detail::pack_short(tokens[0], tokens[1], tokens[2], detail::kTokenMasks.data()[*count]);
    codes[i] = {pack.bits};
    if ((*count - 1u >= detail::kShort) | (pack.unfit != 0)) [[unlikely]] {
      if (*count == 0) {
        codes[i] = code_odd(column[i]);
      } else {
        NamePacker packer;
        for (std::size_t k = 0; k < *count; ++k) packer.add(tokens[k]);
        const std::optional<NameCode> code = packer.code();
        codes[i] = code ? *code : coder_.escape(column[i]);
      }
    }
    tokens += *count;
  }
}

NameCode NameCoder::Worker::code_odd(std::string_view name) {
  NameWords words;
  if (!cut_name(name, name.data() + name.size(), words)) return coder_.escape(name);
  std::array<TokenId, kMaxTokens> ids;
  for (std::size_t k = 0; k < words.count; ++k) ids[k] = cache.id_of(words.tokens[k]);
  return coder_.packed(name, {ids.data(), words.count});
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

std::vector<std::uint32_t> NameCoder::count_tokens(const Pieces& pieces) {
  std::vector<std::uint32_t> counts(tokens_.size(), 0);
  parallel_for(pieces.size(), 1, [&](std::size_t piece, std::size_t) {
    TokenCounts part(counts);
    NameWords words;
    for (const NameCode code : pieces[piece]) {
      if (!code.escaped()) {
        for_each_token(code, [&](TokenId token) { part.add(token); });
        continue;
      }
      const std::string_view name = heap_.written(code.ref());
      if (!cut_name(name, name.data() + name.size(), words)) continue;
      for (std::size_t k = 0; k < words.count; ++k) part.add(tokens_.id_of(words.tokens[k]));
    }
  });
  return counts;
}

// The code with the codes of its tokens in `renamed`, by number + 1; nothing where the name belongs into the heap.
std::optional<NameCode> NameCoder::renamed_code(NameCode code, const std::vector<TokenCode>& renamed) {
  NamePacker packer;
  if (!code.escaped()) {
    for_each_token(code, [&](TokenId number) { packer.add(renamed[number + 1]); });
    return packer.code();
  }
  NameWords words;
  const std::string_view name = heap_.written(code.ref());
  if (!cut_name(name, name.data() + name.size(), words)) return std::nullopt;
  for (std::size_t k = 0; k < words.count; ++k) packer.add(renamed[tokens_.id_of(words.tokens[k]) + 1]);
  return packer.code();
}

// The counts of the threads, less what was dropped, or a new count.
std::vector<std::uint32_t> NameCoder::counts_of(const Pieces& pieces) {
  std::size_t coded = 0, told = dropped_.size();
  workers_.for_each([&](const Worker& worker) { coded += worker.names; });
  for (const std::span<NameCode> piece : pieces) told += piece.size();
  if (uncounted_.load(std::memory_order_relaxed) || coded != told) return count_tokens(pieces);
  std::vector<std::uint32_t> counts(tokens_.size(), 0);
  workers_.for_each([&](const Worker& worker) { worker.cache.add_counts(counts); });
  if (dropped_.empty()) return counts;
  const std::vector<std::uint32_t> gone = count_tokens({dropped_});
  for (std::size_t id = 0; id < counts.size(); ++id) counts[id] -= gone[id];
  return counts;
}

NameDictionary NameCoder::settle(std::span<const std::span<NameCode>> columns) {
  list_tokens();
  NameDictionary dictionary;
  const Pieces pieces = pieces_of(columns);

  // 1. Ids by falling count, then by bytes.
  const std::vector<std::uint32_t> counts = counts_of(pieces);
  workers_.clear();
  dropped_.clear();
  std::vector<std::uint32_t> order;
  for (std::uint32_t number = 0; number < counts.size(); ++number) {
    if (counts[number] > 0) order.push_back(number);
  }
  parallel_sort(order, [&](std::uint32_t a, std::uint32_t b) {
    return counts[a] != counts[b] ? counts[a] > counts[b] : texts_[a] < texts_[b];
  });
  std::vector<TokenCode> renamed(counts.size() + 1, kNoTokenCode);  // by number + 1; 0 is no token
  renamed[0] = 0;
  for (const std::uint32_t number : order) {
    if (dictionary.size() == kTokenIdLimit || !dictionary.add(texts_[number], counts[number])) break;
    renamed[number + 1] = token_code(static_cast<TokenId>(dictionary.size() - 1));
  }
  dictionary.finish();

  // 2. Codes with these ids; what does not fit is kept for the heap, in order.
  std::vector<std::vector<NameCode*>> unfit(pieces.size());
  parallel_for(pieces.size(), 1, [&](std::size_t piece, std::size_t) {
    const std::span<NameCode> codes = pieces[piece];
    static_assert(sizeof(NameCode) == sizeof(std::uint64_t));
    RowColumn<std::uint32_t> left(codes.size());
    left.resize(kernels::rename_codes(reinterpret_cast<std::uint64_t*>(codes.data()), codes.size(), kNumberClasses,
                                      renamed.data(), left.data()));
    for (const std::uint32_t i : left) {
      if (const std::optional<NameCode> other = renamed_code(codes[i], renamed))
        codes[i] = *other;
      else
        unfit[piece].push_back(&codes[i]);
    }
  });

  // 3. The heap of the others.
  std::string written, normal;
  for (const std::vector<NameCode*>& part : unfit) {
    for (NameCode* const code : part) {
      written.clear();
      append_written(*code, written);
      normal.resize(written.size());
      normal.resize(kernels::normalize_name(written, normal.data()));
      *code = NameCode::escape(dictionary.heap_.add(written, normal));
    }
  }
  return dictionary;
}

}  // namespace engine
