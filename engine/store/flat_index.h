// Finds the row of a 64-bit key: a flat open-addressing table of row numbers over a key column.
//
// The table stores 4 bytes a slot at a load of at most 2/3; keys stay in their column. The hash is
// seeded per process from the system's randomness, so crafted keys cannot make it slow; the seed
// never changes an answer.
//
// missing: key 0 is never stored nor found. order: none; results do not depend on insertion order.
// threads: `build` works in parallel by itself; `find` and `find_batch` are safe from any thread.
// cost: 6-12 bytes a key; one or two cache misses a probe, hidden 16 at a time by `find_batch`.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/store/ids.h"

namespace engine {

class FlatIndex {
 public:
  // Indexes keys[i] → i. Rows whose key is already present are not stored; they are returned in
  // `repeated` (any order), each with the row that is stored.
  struct Repeat {
    std::uint32_t row = 0;
    std::uint32_t stored = 0;
  };
  std::vector<Repeat> build(std::span<const std::uint64_t> keys);

  // Row of `key`, or kNoRow. `keys` is the column given to build.
  std::uint32_t find(std::span<const std::uint64_t> keys, std::uint64_t key) const;

  // rows[i] = find(keys, wanted[i]) with probes kept in flight.
  void find_batch(std::span<const std::uint64_t> keys, std::span<const std::uint64_t> wanted,
                  std::span<std::uint32_t> rows) const;

  std::size_t memory_bytes() const { return slots_.size() * sizeof(std::uint32_t); }

 private:
  static constexpr std::uint32_t kEmpty = 0xFFFFFFFFu;

  std::size_t home(std::uint64_t key) const;

  std::vector<std::uint32_t> slots_;
  std::uint64_t seed_ = 0;
  std::size_t mask_ = 0;
};

}  // namespace engine
