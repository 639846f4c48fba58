// One section of a snapshot: a column, a table of tiles, or a small document.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

namespace io {

enum class ElementType : std::uint8_t {
  kU8 = 1,
  kU16 = 2,
  kU32 = 3,
  kU64 = 4,
  kBytes = 5,  // records of `width` bytes: nibble tiles, packed text
  kJson = 6,   // one UTF-8 document, width 1
};

// Bytes of one element of a number type; 0 for kBytes, whose width is free; 1 for kJson.
constexpr std::uint32_t width_of(ElementType type) {
  switch (type) {
    case ElementType::kU8: return 1;
    case ElementType::kU16: return 2;
    case ElementType::kU32: return 4;
    case ElementType::kU64: return 8;
    case ElementType::kBytes: return 0;
    case ElementType::kJson: return 1;
  }
  return 0;
}

// Values that are stored as their memory: no padding, no pointer. Signed numbers and strong ids over a
// number are stored as the unsigned number of their width.
template <class Value>
concept ColumnValue =
    std::is_trivially_copyable_v<Value> && std::has_unique_object_representations_v<Value> &&
    !std::is_pointer_v<Value> && (sizeof(Value) == 1 || sizeof(Value) == 2 || sizeof(Value) == 4 || sizeof(Value) == 8);

template <ColumnValue Value>
constexpr ElementType element_type_of() {
  switch (sizeof(Value)) {
    case 1: return ElementType::kU8;
    case 2: return ElementType::kU16;
    case 4: return ElementType::kU32;
    default: return ElementType::kU64;
  }
}

// Consecutive pages of the file.
struct PageRun {
  std::uint64_t first = 0, count = 0;
};

inline constexpr std::size_t kSectionNameLimit = 128;
inline constexpr std::uint32_t kLargestWidth = std::uint32_t{1} << 20;

struct SnapshotSection {
  std::string name;  // 1 to 128 of a-z 0-9 _ . - /
  ElementType type = ElementType::kBytes;
  std::uint32_t width = 1;  // bytes of an element
  std::uint64_t count = 0;  // elements
  std::vector<PageRun> runs;

  std::uint64_t bytes() const { return count * width; }  // checked when a directory is read
};

}  // namespace io
