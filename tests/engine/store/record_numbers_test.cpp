#include "engine/store/record_numbers.h"

#include <catch2/catch.hpp>
#include <random>
#include <vector>

TEST_CASE("record numbers: runs and gaps come back as they were appended", "[store]") {
  std::mt19937_64 random(3);
  for (int round = 0; round < 200; ++round) {
    engine::RecordNumbers numbers;
    std::vector<std::uint32_t> wanted;
    auto next = static_cast<std::uint32_t>(random() % 1000);
    const std::size_t runs = random() % 6;
    for (std::size_t run = 0; run < runs; ++run) {
      const std::size_t rows = random() % 300;
      numbers.append(next, rows);
      for (std::size_t i = 0; i < rows; ++i) wanted.push_back(next++);
      if (random() % 3 == 0) {
        numbers.push_back(next);
        wanted.push_back(next++);
      }
      next += static_cast<std::uint32_t>(random() % 2 * (random() % 5));
    }
    REQUIRE(numbers.size() == wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i) REQUIRE(numbers[i] == wanted[i]);
  }
}
