// A vector of plain values that grows without setting them, in memory that goes from batch to batch
// (column_memory.h): for columns that are filled right after.
//
// missing: what `resize` adds has no value until it is written.
#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>
#include <vector>

#include "engine/store/column_memory.h"

namespace engine {

template <class Value>
struct UnsetAllocator : std::allocator<Value> {
  static_assert(std::is_trivially_copyable_v<Value> && alignof(Value) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__);

  UnsetAllocator() = default;
  template <class Other>
  UnsetAllocator(const UnsetAllocator<Other>&) noexcept {}
  template <class Other>
  struct rebind {
    using other = UnsetAllocator<Other>;
  };

  Value* allocate(std::size_t count) {
    if (count > static_cast<std::size_t>(-1) / 2 / sizeof(Value)) throw std::bad_array_new_length();
    return static_cast<Value*>(column_memory::take(count * sizeof(Value)));
  }
  void deallocate(Value* values, std::size_t count) noexcept {
    column_memory::give_back(values, count * sizeof(Value));
  }

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
