#include "bench/read_pass.h"

#include <algorithm>
#include <chrono>
#include <cstring>

#include "engine/parallel.h"

namespace bench {

std::uint64_t read_pass(std::span<const std::byte> bytes) {
  constexpr std::size_t kGrain = std::size_t{1} << 20;
  return engine::parallel_reduce(
      bytes.size() / 64, kGrain / 64, std::uint64_t{0},
      [&](std::size_t begin, std::size_t end) {
        std::uint64_t sums[8] = {};
        for (std::size_t line = begin; line < end; ++line) {
          std::uint64_t words[8];
          std::memcpy(words, bytes.data() + line * 64, 64);
          for (std::size_t i = 0; i < 8; ++i) sums[i] += words[i];
        }
        std::uint64_t sum = 0;
        for (const std::uint64_t part : sums) sum += part;
        return sum;
      },
      [](std::uint64_t& total, std::uint64_t part) { total += part; });
}

double read_pass_seconds(std::span<const std::span<const std::byte>> columns) {
  double best = 1e9;
  volatile std::uint64_t sink = 0;
  for (int round = 0; round < 9; ++round) {
    const auto start = std::chrono::steady_clock::now();
    for (const auto column : columns) sink = sink + read_pass(column);
    best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  return best;
}

}  // namespace bench
