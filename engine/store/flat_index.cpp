#include "engine/store/flat_index.h"

#include <atomic>
#include <bit>
#include <mutex>

#include "engine/parallel.h"
#include "engine/store/process_seed.h"

namespace engine {
namespace {

constexpr std::size_t kGrain = std::size_t{1} << 14;

// The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ull;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebull;
  return x ^ (x >> 31);
}

}  // namespace

std::size_t FlatIndex::home(std::uint64_t key) const { return static_cast<std::size_t>(mix(key ^ seed_)) & mask_; }

std::vector<FlatIndex::Repeat> FlatIndex::build(std::span<const std::uint64_t> keys) {
  seed_ = process_seed();
  const std::size_t capacity = std::bit_ceil(std::max<std::size_t>(16, keys.size() + keys.size() / 2));
  mask_ = capacity - 1;
  slots_.assign(capacity, kEmpty);
  std::vector<Repeat> repeated;
  std::mutex mutex;
  parallel_for(keys.size(), kGrain, [&](std::size_t begin, std::size_t end) {
    std::vector<Repeat> local;
    for (std::size_t row = begin; row < end; ++row) {
      const std::uint64_t key = keys[row];
      if (key == 0) continue;
      for (std::size_t at = home(key);; at = (at + 1) & mask_) {
        std::atomic_ref<std::uint32_t> slot(slots_[at]);
        std::uint32_t seen = slot.load(std::memory_order_relaxed);
        if (seen == kEmpty &&
            slot.compare_exchange_strong(seen, static_cast<std::uint32_t>(row), std::memory_order_relaxed)) {
          break;
        }
        if (keys[seen] == key) {
          local.push_back({static_cast<std::uint32_t>(row), seen});
          break;
        }
      }
    }
    if (!local.empty()) {
      const std::lock_guard lock(mutex);
      repeated.insert(repeated.end(), local.begin(), local.end());
    }
  });
  return repeated;
}

std::uint32_t FlatIndex::find(std::span<const std::uint64_t> keys, std::uint64_t key) const {
  if (key == 0 || slots_.empty()) return kNoRow;
  for (std::size_t at = home(key);; at = (at + 1) & mask_) {
    const std::uint32_t row = slots_[at];
    if (row == kEmpty) return kNoRow;
    if (keys[row] == key) return row;
  }
}

void FlatIndex::find_batch(std::span<const std::uint64_t> keys, std::span<const std::uint64_t> wanted,
                           std::span<std::uint32_t> rows) const {
  if (slots_.empty()) {
    std::fill(rows.begin(), rows.end(), kNoRow);
    return;
  }
  constexpr std::size_t kInFlight = 16;
  for (std::size_t begin = 0; begin < wanted.size(); begin += kInFlight) {
    const std::size_t end = std::min(wanted.size(), begin + kInFlight);
    for (std::size_t i = begin; i < end; ++i) __builtin_prefetch(&slots_[home(wanted[i])]);
    for (std::size_t i = begin; i < end; ++i) {
      const std::uint32_t row = slots_[home(wanted[i])];
      if (row != kEmpty) __builtin_prefetch(&keys[row]);
    }
    for (std::size_t i = begin; i < end; ++i) rows[i] = find(keys, wanted[i]);
  }
}

}  // namespace engine
