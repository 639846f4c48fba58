// Numbers the tokens of names as many threads meet them: the dictionary while it grows.
//
// A known token is found without a lock; a new one is settled under the lock of its shard. Numbers are dense
// from 0 but their order is that of arrival, so it differs from run to run: NameCoder renames them at the end.
//
// Each shard is an open-addressing table of 64-bit slots (32 bits of the hash, 32 bits of place) over records
// of text that never move. A full table is replaced by one of twice the size; readers of the old one may miss a
// token that is new, and then look again under the lock.
//
// The hash multiplies words of the token with a secret seed (`process_seed`), so crafted tokens cannot make it
// slow. The seed never changes an answer.
//
// shape: tokens of 1 ... kLongestToken bytes. threads: `id_of` from any; the others when no `id_of` runs.
// memory: about 60 bytes a token: a record of 24 bytes (more beyond 16 letters), 8 bytes a slot at a load of 1/4 to
//   1/2, and the tables that were outgrown. cost: two cache misses for a rare token, none for a frequent one.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string_view>
#include <vector>

#include "engine/store/name_words.h"

namespace engine {

class TokenTable {
 public:
  // Tests pass a known seed, and a mask that leaves few different hashes.
  explicit TokenTable(std::uint64_t seed, std::uint64_t hash_mask = ~std::uint64_t{0});
  TokenTable();
  ~TokenTable();
  TokenTable(const TokenTable&) = delete;
  TokenTable& operator=(const TokenTable&) = delete;

  // The number of the token, a new one where it was not known.
  std::uint32_t id_of(const TokenText& token);
  // ids[i] = id_of(tokens[i]), with searches kept in flight.
  void ids_of(std::span<const TokenText> tokens, std::span<std::uint32_t> ids);

  std::size_t size() const { return next_id_.load(std::memory_order_relaxed); }
  // Every token at its number.
  std::vector<std::string_view> tokens() const;

  static std::uint64_t hash(const TokenText& token, std::uint64_t seed);
  // Slots that finding every token once looks at.
  std::uint64_t probes() const;
  std::size_t memory_bytes() const;

 private:
  struct Record;
  struct Slots;
  struct Shard;
  static constexpr std::size_t kShards = 16;

  Shard& shard_of(std::uint64_t hash) const;
  std::uint32_t settle(Shard& shard, std::uint64_t hash, const TokenText& token);

  std::uint64_t seed_, hash_mask_;
  std::unique_ptr<Shard[]> shards_;
  std::atomic<std::uint32_t> next_id_{0};
};

}  // namespace engine
