#include "engine/store/column_memory.h"

#include <array>
#include <bit>
#include <mutex>
#include <new>
#include <utility>

namespace engine::column_memory {
namespace {

#if defined(__has_feature)  // clang
#define DESIL_ADDRESS_SANITIZER __has_feature(address_sanitizer)
#elif defined(__SANITIZE_ADDRESS__)
#define DESIL_ADDRESS_SANITIZER 1
#else
#define DESIL_ADDRESS_SANITIZER 0
#endif

// Smaller blocks are left to the allocator: it is quick with them. Under AddressSanitizer all are.
constexpr std::size_t kSmallest = DESIL_ADDRESS_SANITIZER ? ~std::size_t{0} : 4096;

// Four sizes for each power of two.
struct SizeClass {
  std::size_t index, bytes;
};
SizeClass class_of(std::size_t bytes) {
  const auto power = static_cast<std::size_t>(std::bit_width(bytes)) - 1;
  const std::size_t step = std::size_t{1} << (power - 2), steps = (bytes + step - 1) / step;
  return {power * 4 + steps, steps * step};
}

// Free blocks by class, each with a link to the next.
class FreeBlocks {
 public:
  void* take(SizeClass size) {
    const std::lock_guard lock(mutex_);
    Block*& first = lists_[size.index];
    if (first == nullptr) return nullptr;
    kept_ -= size.bytes;
    return std::exchange(first, first->next);
  }
  bool keep(void* memory, SizeClass size) {
    const std::lock_guard lock(mutex_);
    if (kept_ + size.bytes > kMostKept) return false;
    kept_ += size.bytes;
    lists_[size.index] = ::new (memory) Block{lists_[size.index]};
    return true;
  }
  void clear() noexcept {
    const std::lock_guard lock(mutex_);
    for (Block*& first : lists_) {
      while (first != nullptr) ::operator delete(static_cast<void*>(std::exchange(first, first->next)));
    }
    kept_ = 0;
  }

 private:
  struct Block {
    Block* next;
  };

  std::mutex mutex_;
  std::array<Block*, 65 * 4> lists_{};
  std::size_t kept_ = 0;
};

// Lives as long as the process: columns may be among its last objects.
FreeBlocks& free_blocks() {
  static FreeBlocks& blocks = *new FreeBlocks;
  return blocks;
}

}  // namespace

void* take(std::size_t bytes) {
  if (bytes < kSmallest) return ::operator new(bytes);
  const SizeClass size = class_of(bytes);
  if (void* const block = free_blocks().take(size)) return block;
  if (void* const block = ::operator new(size.bytes, std::nothrow)) return block;
  release();
  return ::operator new(size.bytes);
}

void give_back(void* block, std::size_t bytes) noexcept {
  if (bytes < kSmallest || !free_blocks().keep(block, class_of(bytes))) ::operator delete(block);
}

void release() noexcept { free_blocks().clear(); }

}  // namespace engine::column_memory
