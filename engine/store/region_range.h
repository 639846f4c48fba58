// Names the rows of one region in columns that lie in region order.
#pragma once

#include <cstddef>
#include <cstdint>

namespace engine {

struct RegionRange {
  std::uint32_t code = 0;  // 2 digits province, 4 digits regency
  std::size_t begin = 0;   // first family
  std::size_t end = 0;     // one past the last
};

}  // namespace engine
