// Keeps names end to end in blocks that never move; a name is found by an 8-byte reference.
//
// memory: 8 bytes a reference plus the letters. A name lies within one block (names are shorter than
// 64 KiB). threads: `add` from one thread; `view` from any.
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace engine {

// Offset in the upper 48 bits, length in the lower 16.
struct NameRef {
  std::uint64_t packed = 0;
};

class NameHeap {
 public:
  NameRef add(std::string_view name) {
    if (blocks_.empty() || used_ + name.size() > kBlockBytes) {
      blocks_.push_back(std::make_unique_for_overwrite<char[]>(kBlockBytes));
      used_ = 0;
    }
    std::memcpy(blocks_.back().get() + used_, name.data(), name.size());
    const std::uint64_t offset = (blocks_.size() - 1) * kBlockBytes + used_;
    used_ += name.size();
    return {(offset << 16) | name.size()};
  }

  std::string_view view(NameRef ref) const {
    const std::uint64_t offset = ref.packed >> 16;
    return {blocks_[offset / kBlockBytes].get() + offset % kBlockBytes, ref.packed & 0xFFFFu};
  }

  std::size_t memory_bytes() const { return blocks_.size() * kBlockBytes; }

 private:
  static constexpr std::size_t kBlockBytes = std::size_t{1} << 22;

  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t used_ = 0;
};

}  // namespace engine
