// Seeds for comparisons with slow truths: fixed ones, and one from the clock that the test prints.
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

namespace reference {

inline std::vector<std::uint64_t> seeds_with_clock() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto clock = static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::nanoseconds>(now).count());
  return {1, 2, 20260710, clock};
}

}  // namespace reference
