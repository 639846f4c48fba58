// A vector of plain values that grows without setting them: for columns that are filled right after.
//
// missing: what `resize` adds has no value until it is written.
#pragma once

#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

namespace engine {

template <class Value>
struct UnsetAllocator : std::allocator<Value> {
  static_assert(std::is_trivially_copyable_v<Value>);

  UnsetAllocator() = default;
  template <class Other>
  UnsetAllocator(const UnsetAllocator<Other>&) noexcept {}
  template <class Other>
  struct rebind {
    using other = UnsetAllocator<Other>;
  };

  template <class Other>
  void construct(Other* at) noexcept {
    ::new (static_cast<void*>(at)) Other;
  }
  template <class Other, class... Arguments>
  void construct(Other* at, Arguments&&... arguments) {
    ::new (static_cast<void*>(at)) Other(std::forward<Arguments>(arguments)...);
  }
};

template <class Value>
using RowColumn = std::vector<Value, UnsetAllocator<Value>>;

}  // namespace engine
