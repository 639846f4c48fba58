#include "engine/radix_sort.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "tests/reference/seeds.h"

using namespace engine;

namespace {

struct Row {
  std::uint64_t key;
  std::uint32_t place;
  friend bool operator==(const Row&, const Row&) = default;
};

void check(std::vector<std::uint64_t> keys) {
  std::vector<Row> rows;
  for (const std::uint64_t key : keys) rows.push_back({key, static_cast<std::uint32_t>(rows.size())});
  std::vector<Row> wanted = rows;
  std::stable_sort(wanted.begin(), wanted.end(), [](const Row& a, const Row& b) { return a.key < b.key; });
  for (const int threads : {1, 2, 3, 8}) {
    set_threads(threads);
    std::vector<Row> found = rows;
    radix_sort(found, [](const Row& row) { return row.key; });
    REQUIRE(found == wanted);
  }
  set_threads(0);
}

}  // namespace

TEST_CASE("radix sort: equals a stable sort, whatever the keys", "[parallel][threads]") {
  const std::uint64_t seed = GENERATE(take(3, random(1u, 1'000'000u)));
  CAPTURE(seed);
  std::mt19937_64 random(seed);
  for (const std::size_t size :
       std::initializer_list<std::size_t>{0, 1, 2, 31, 33, 1000, 16'383, 16'384, 70'000, 200'000}) {
    for (const int bits : {0, 1, 3, 20, 54, 64}) {
      std::vector<std::uint64_t> keys(size);
      for (std::uint64_t& key : keys) key = bits == 0 ? 7 : random() >> (64 - bits);
      check(keys);
    }
  }
}

TEST_CASE("radix sort: one key that most rows have, and runs in order", "[parallel]") {
  std::mt19937_64 random(1);
  std::vector<std::uint64_t> keys(150'000);
  for (std::uint64_t& key : keys) key = random() % 10 == 0 ? random() : 12345;
  check(keys);
  std::sort(keys.begin(), keys.end());
  check(keys);
  std::reverse(keys.begin(), keys.end());
  check(keys);
}
