#include "engine/store/token_table.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <new>

#include "engine/store/process_seed.h"

namespace engine {

// A token in the blocks of its shard; its text follows in two or more words, zeros behind it.
struct TokenTable::Record {
  std::uint32_t id;
  std::uint32_t size;

  const char* text() const { return reinterpret_cast<const char*>(this + 1); }
  std::uint64_t word(std::size_t i) const {
    std::uint64_t word;
    std::memcpy(&word, text() + 8 * i, sizeof word);
    return word;
  }
  bool is(const TokenText& token) const {
    if (size != token.size) return false;
    std::uint64_t difference = 0;
    for (std::size_t i = 0, words = token.words(); i < words; ++i) difference |= word(i) ^ token.word(i);
    return difference == 0;
  }
};

// One size of a shard's table. A slot is the upper half of the hash over the place of the record + 1; 0 is free.
struct TokenTable::Slots {
  explicit Slots(std::size_t count) : mask(count - 1), slots(new std::atomic<std::uint64_t>[count]()) {}

  // The upper half of a hash says where its search begins, so that a slot alone finds its place in a larger table.
  std::size_t home(std::uint64_t hash_or_slot) const { return static_cast<std::size_t>(hash_or_slot >> 32) & mask; }

  std::size_t mask;
  std::unique_ptr<std::atomic<std::uint64_t>[]> slots;
};

// The records of a shard lie in blocks of 1 MiB; a place is a number of 8-byte words.
struct alignas(64) TokenTable::Shard {
  static constexpr std::size_t kBlockWords = std::size_t{1} << 17;
  static constexpr std::size_t kBlocks = std::size_t{1} << 11;  // 2 GiB of records
  static constexpr std::size_t kFirstSlots = 64;

  std::atomic<const Slots*> current{nullptr};
  // Blocks are reached through a table of fixed size, so that readers need no lock.
  std::unique_ptr<std::atomic<std::uint64_t*>[]> blocks{new std::atomic<std::uint64_t*>[kBlocks]()};
  std::mutex mutex;
  // Under the mutex:
  std::vector<std::unique_ptr<Slots>> tables;  // the last one is current
  std::vector<std::unique_ptr<std::uint64_t[]>> owned;
  std::size_t used = kBlockWords;  // words of the last block
  std::size_t records = 0;

  const Record& record(std::uint64_t slot) const {
    const std::uint64_t place = (slot & 0xFFFFFFFFu) - 1;
    const std::uint64_t* block = blocks[place / kBlockWords].load(std::memory_order_relaxed);
    return *reinterpret_cast<const Record*>(block + place % kBlockWords);
  }

  // The record of the token, or null.
  const Record* find(const Slots& table, std::uint64_t hash, const TokenText& token) const {
    for (std::size_t at = table.home(hash);; at = (at + 1) & table.mask) {
      const std::uint64_t slot = table.slots[at].load(std::memory_order_acquire);
      if (slot == 0) return nullptr;
      if (((slot ^ hash) >> 32) != 0) continue;
      if (const Record& seen = record(slot); seen.is(token)) return &seen;
    }
  }

  std::uint64_t add_record(const TokenText& token, std::uint32_t id);
  void grow();

  template <class Visit>
  void for_each(Visit visit) const {
    if (tables.empty()) return;
    const Slots& table = *tables.back();
    for (std::size_t at = 0; at <= table.mask; ++at) {
      if (const std::uint64_t slot = table.slots[at].load(std::memory_order_relaxed); slot != 0) visit(at, slot);
    }
  }
};

namespace {

// Both halves of the product of 64-bit numbers, folded.
std::uint64_t multiply(std::uint64_t a, std::uint64_t b) {
  __extension__ typedef unsigned __int128 Wide;
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

// What is left of two words for each size of a token.
struct SizeMask {
  std::uint64_t low, high;
};
constexpr std::array<SizeMask, 17> kMasks = [] {
  std::array<SizeMask, 17> masks{};
  for (std::size_t size = 0; size <= 16; ++size) {
    masks[size].low = size >= 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * size)) - 1;
    masks[size].high = size == 16 ? ~std::uint64_t{0} : size <= 8 ? 0 : (std::uint64_t{1} << (8 * (size - 8))) - 1;
  }
  return masks;
}();

std::uint64_t add_words(std::uint64_t state, std::uint64_t low, std::uint64_t high, std::uint64_t seed) {
  return multiply(state ^ low, std::rotl(seed, 32) ^ 0xd6e8feb86659fd93ull ^ high);
}
std::uint64_t begin_hash(std::size_t size, std::uint64_t seed) { return seed ^ size * 0x9e3779b97f4a7c15ull; }
std::uint64_t end_hash(std::uint64_t state) { return multiply(state ^ 0xa0761d6478bd642full, 0xe7037ed1a0b428dbull); }

std::uint64_t hash_of_two(std::uint64_t low, std::uint64_t high, std::size_t size, std::uint64_t seed) {
  return end_hash(add_words(begin_hash(size, seed), low, high, seed));
}

void put(std::atomic<std::uint64_t>* slots, std::size_t mask, std::size_t home, std::uint64_t slot) {
  std::size_t at = home;
  while (slots[at].load(std::memory_order_relaxed) != 0) at = (at + 1) & mask;
  slots[at].store(slot, std::memory_order_release);
}

}  // namespace

std::uint64_t TokenTable::Shard::add_record(const TokenText& token, std::uint32_t id) {
  const std::size_t words = 1 + token.words();
  if (used + words > kBlockWords) {
    if (owned.size() == kBlocks) throw std::bad_alloc();
    owned.push_back(std::make_unique_for_overwrite<std::uint64_t[]>(kBlockWords));
    blocks[owned.size() - 1].store(owned.back().get(), std::memory_order_relaxed);
    used = 0;
  }
  std::uint64_t* at = owned.back().get() + used;
  const Record head{id, static_cast<std::uint32_t>(token.size)};
  std::memcpy(at, &head, sizeof head);
  for (std::size_t i = 0; i + 1 < words; ++i) at[1 + i] = token.word(i);
  const std::uint64_t place = (owned.size() - 1) * kBlockWords + used;
  used += words;
  ++records;
  return place + 1;
}

void TokenTable::Shard::grow() {
  auto next = std::make_unique<Slots>(tables.empty() ? kFirstSlots : 2 * (tables.back()->mask + 1));
  for_each([&](std::size_t, std::uint64_t slot) { put(next->slots.get(), next->mask, next->home(slot), slot); });
  tables.push_back(std::move(next));
  current.store(tables.back().get(), std::memory_order_release);
}

TokenTable::TokenTable(std::uint64_t seed, std::uint64_t hash_mask)
    : seed_(seed), hash_mask_(hash_mask), shards_(new Shard[kShards]) {}
TokenTable::TokenTable() : TokenTable(process_seed()) {}
TokenTable::~TokenTable() = default;

std::uint64_t TokenTable::hash(const TokenText& token, std::uint64_t seed) {
  std::uint64_t state = begin_hash(token.size, seed);
  for (std::size_t i = 0, words = token.words(); i < words; i += 2) {
    state = add_words(state, token.word(i), token.word(i + 1), seed);
  }
  return end_hash(state);
}

TokenTable::Shard& TokenTable::shard_of(std::uint64_t hash) const { return shards_[hash % kShards]; }

// Tokens of up to 16 bytes, nearly all, are hashed and compared without a branch on their length: what a branch
// costs that is guessed wrong is more than the rest of a search.
void TokenTable::ids_of(std::span<const TokenText> tokens, std::span<std::uint32_t> ids) {
  constexpr std::size_t kInFlight = 32;
  struct Search {
    std::uint64_t low, high, hash;
    const Slots* table;
  };
  std::array<Search, kInFlight> searches;
  for (std::size_t begin = 0; begin < tokens.size(); begin += kInFlight) {
    const std::size_t count = std::min(kInFlight, tokens.size() - begin);
    for (std::size_t k = 0; k < count; ++k) {
      const TokenText& token = tokens[begin + k];
      Search& search = searches[k];
      search.table = nullptr;
      if (token.size > 16 || token.readable - token.data < 16) continue;
      std::memcpy(&search.low, token.data, 8);
      std::memcpy(&search.high, token.data + 8, 8);
      search.low &= kMasks[token.size].low;
      search.high &= kMasks[token.size].high;
      search.hash = hash_of_two(search.low, search.high, token.size, seed_) & hash_mask_;
      search.table = shard_of(search.hash).current.load(std::memory_order_acquire);
      if (search.table != nullptr) __builtin_prefetch(&search.table->slots[search.table->home(search.hash)]);
    }
    for (std::size_t k = 0; k < count; ++k) {
      const TokenText& token = tokens[begin + k];
      const Search& search = searches[k];
      std::uint32_t& id = ids[begin + k];
      if (search.table != nullptr) {
        const std::uint64_t slot = search.table->slots[search.table->home(search.hash)].load(std::memory_order_acquire);
        if (slot != 0) {
          const Record& seen = shard_of(search.hash).record(slot);
          if (((seen.word(0) ^ search.low) | (seen.word(1) ^ search.high) | (seen.size ^ token.size)) == 0) {
            id = seen.id;
            continue;
          }
        }
      }
      id = id_of(token);
    }
  }
}

std::uint32_t TokenTable::id_of(const TokenText& token) {
  const std::uint64_t h = hash(token, seed_) & hash_mask_;
  Shard& shard = shard_of(h);
  const Slots* table = shard.current.load(std::memory_order_acquire);
  if (table != nullptr) {
    if (const Record* known = shard.find(*table, h, token)) return known->id;
  }
  return settle(shard, h, token);
}

std::uint32_t TokenTable::settle(Shard& shard, std::uint64_t hash, const TokenText& token) {
  const std::lock_guard lock(shard.mutex);
  if (!shard.tables.empty()) {
    if (const Record* known = shard.find(*shard.tables.back(), hash, token)) return known->id;
  }
  if (shard.tables.empty() || (shard.records + 1) * 2 > shard.tables.back()->mask + 1) shard.grow();
  const std::uint32_t id = next_id_.fetch_add(1, std::memory_order_relaxed);
  const std::uint64_t slot = (hash >> 32 << 32) | shard.add_record(token, id);
  Slots& table = *shard.tables.back();
  put(table.slots.get(), table.mask, table.home(slot), slot);
  return id;
}

std::vector<std::string_view> TokenTable::tokens() const {
  std::vector<std::string_view> tokens(size());
  for (std::size_t s = 0; s < kShards; ++s) {
    shards_[s].for_each([&](std::size_t, std::uint64_t slot) {
      const Record& record = shards_[s].record(slot);
      tokens[record.id] = {record.text(), record.size};
    });
  }
  return tokens;
}

std::uint64_t TokenTable::probes() const {
  std::uint64_t probes = 0;
  for (std::size_t s = 0; s < kShards; ++s) {
    shards_[s].for_each([&](std::size_t at, std::uint64_t slot) {
      const Slots& table = *shards_[s].tables.back();
      probes += ((at - table.home(slot)) & table.mask) + 1;
    });
  }
  return probes;
}

std::size_t TokenTable::memory_bytes() const {
  std::size_t bytes = 0;
  for (std::size_t s = 0; s < kShards; ++s) {
    const Shard& shard = shards_[s];
    bytes += sizeof shard + Shard::kBlocks * sizeof(void*) + shard.owned.size() * Shard::kBlockWords * 8;
    for (const auto& table : shard.tables) bytes += (table->mask + 1) * sizeof(std::uint64_t);
  }
  return bytes;
}

}  // namespace engine
