// Reads bytes once with all threads: the yardstick of stages that are bound by memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace bench {

// Sums the bytes as 64-bit words, so that the compiler cannot drop the reads.
std::uint64_t read_pass(std::span<const std::byte> bytes);

// Seconds of the fastest of several passes over all spans together.
double read_pass_seconds(std::span<const std::span<const std::byte>> columns);

}  // namespace bench
