// A column of unknown length in blocks: it grows without moving what is there, and hands its rows over block by
// block, so that a long column never stands in memory twice.
//
// threads: one writer. memory: the rows, and at most 1 MiB that is not filled.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>
#include <type_traits>
#include <vector>

namespace engine {

template <class Value>
class GrowingColumn {
  static_assert(std::is_trivially_copyable_v<Value>);

 public:
  std::size_t size() const { return size_; }

  void append(std::span<const Value> values) {
    while (!values.empty()) {
      const std::size_t used = size_ % kBlock;
      if (used == 0) blocks_.push_back(std::make_unique_for_overwrite<Value[]>(kBlock));
      const std::size_t count = std::min(values.size(), kBlock - used);
      std::copy_n(values.begin(), count, blocks_.back().get() + used);
      size_ += count;
      values = values.subspan(count);
    }
  }

  // The rows as one vector; the column is empty afterwards.
  std::vector<Value> take() {
    std::vector<Value> all;
    all.reserve(size_);
    for (auto& block : blocks_) {
      all.insert(all.end(), block.get(), block.get() + std::min(kBlock, size_ - all.size()));
      block.reset();
    }
    *this = GrowingColumn();
    return all;
  }

 private:
  static constexpr std::size_t kBlock = (std::size_t{1} << 20) / sizeof(Value);

  std::vector<std::unique_ptr<Value[]>> blocks_;
  std::size_t size_ = 0;
};

}  // namespace engine
