// Keeps names end to end in blocks that never move, each as written and normalised; a name is found by an
// 8-byte reference.
//
// shape: names below 64 KiB. memory: the letters of both forms and 2 bytes; blocks of 4 MiB.
// threads: `add` from one thread; reading from any.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace engine {

// Offset in bits 16-62, length of the written form in the lower 16; bit 63 is 0.
struct NameRef {
  std::uint64_t packed = 0;
};

class NameHeap {
 public:
  NameRef add(std::string_view written, std::string_view normal) {
    const auto normal_size = static_cast<std::uint16_t>(normal.size());
    const std::size_t bytes = written.size() + sizeof normal_size + normal.size();
    if (blocks_.empty() || used_ + bytes > kBlockBytes) {
      blocks_.push_back(std::make_unique_for_overwrite<char[]>(kBlockBytes));
      used_ = 0;
    }
    char* at = blocks_.back().get() + used_;
    std::copy(written.begin(), written.end(), at);
    std::memcpy(at + written.size(), &normal_size, sizeof normal_size);
    std::copy(normal.begin(), normal.end(), at + written.size() + sizeof normal_size);
    const std::uint64_t offset = (blocks_.size() - 1) * kBlockBytes + used_;
    used_ += bytes;
    bytes_ += bytes;
    ++names_;
    return {(offset << 16) | written.size()};
  }

  std::string_view written(NameRef ref) const {
    const std::uint64_t offset = ref.packed >> 16;
    return {blocks_[offset / kBlockBytes].get() + offset % kBlockBytes, ref.packed & 0xFFFFu};
  }
  std::string_view normal(NameRef ref) const {
    const std::string_view before = written(ref);
    std::uint16_t size;
    std::memcpy(&size, before.data() + before.size(), sizeof size);
    return {before.data() + before.size() + sizeof size, size};
  }

  std::size_t names() const { return names_; }
  std::size_t bytes() const { return bytes_; }  // of the names, not of the blocks

 private:
  static constexpr std::size_t kBlockBytes = std::size_t{1} << 22;

  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t used_ = 0, bytes_ = 0, names_ = 0;
};

}  // namespace engine
