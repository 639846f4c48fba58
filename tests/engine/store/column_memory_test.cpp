#include "engine/store/column_memory.h"

#include <catch2/catch.hpp>
#include <random>
#include <thread>
#include <vector>

TEST_CASE("column memory: blocks that are held do not overlap, from any thread", "[store]") {
  constexpr int kThreads = 4;
  std::vector<std::thread> threads;
  std::vector<int> broken(kThreads, 0);
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([t, &broken] {
      std::mt19937_64 random(static_cast<std::uint64_t>(t));
      struct Held {
        unsigned char* block;
        std::size_t bytes;
        unsigned char mark;
      };
      std::vector<Held> held;
      for (int step = 0; step < 4000; ++step) {
        if (held.size() < 20 && random() % 2 == 0) {
          const std::size_t bytes = 1 + random() % (random() % 2 == 0 ? 6'000 : 200'000);
          auto* const block = static_cast<unsigned char*>(engine::column_memory::take(bytes));
          const auto mark = static_cast<unsigned char>(random());
          block[0] = block[bytes / 2] = block[bytes - 1] = mark;
          held.push_back({block, bytes, mark});
        } else if (!held.empty()) {
          const std::size_t at = random() % held.size();
          const Held one = held[at];
          const bool whole =
              one.block[0] == one.mark && one.block[one.bytes / 2] == one.mark && one.block[one.bytes - 1] == one.mark;
          broken[static_cast<std::size_t>(t)] += whole ? 0 : 1;
          engine::column_memory::give_back(one.block, one.bytes);
          held[at] = held.back();
          held.pop_back();
        }
      }
      for (const Held& one : held) engine::column_memory::give_back(one.block, one.bytes);
    });
  }
  for (std::thread& thread : threads) thread.join();
  REQUIRE(broken == std::vector<int>(kThreads, 0));
}

#if !defined(DESIL_SANITIZED)
TEST_CASE("column memory: what one thread gives back another takes, until it is released", "[store]") {
  namespace memory = engine::column_memory;
  memory::release();
  constexpr std::size_t kBytes = 1'000'001;
  void* const first = memory::take(kBytes);
  memory::give_back(first, kBytes);
  void* second = nullptr;
  std::thread([&] { second = memory::take(kBytes - 1); }).join();  // the same class of sizes
  REQUIRE(second == first);
  void* const third = memory::take(kBytes);
  REQUIRE(third != second);
  memory::give_back(second, kBytes - 1);
  memory::give_back(third, kBytes);
  memory::release();
}
#endif
