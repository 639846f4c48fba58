#include "engine/parallel.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <numeric>
#include <random>
#include <stdexcept>

namespace {

const int kThreadCounts[] = {1, 2, 3, 8};

struct RestoreThreads {
  ~RestoreThreads() { engine::set_threads(0); }
};

}  // namespace

TEST_CASE("parallel_for: every row is visited exactly once at any thread count", "[parallel]") {
  const RestoreThreads restore;
  for (const int count : kThreadCounts) {
    engine::set_threads(count);
    std::vector<std::atomic<int>> visits(10'007);
    engine::parallel_for(visits.size(), 64, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) visits[i].fetch_add(1);
    });
    for (const auto& v : visits) REQUIRE(v.load() == 1);
  }
}

TEST_CASE("parallel_reduce: a fold that depends on order gives the serial answer", "[parallel]") {
  const RestoreThreads restore;
  for (const int count : kThreadCounts) {
    engine::set_threads(count);
    const auto joined = engine::parallel_reduce(
        1000, 7, std::string(),
        [](std::size_t begin, std::size_t end) { return std::to_string(begin) + "-" + std::to_string(end) + ";"; },
        [](std::string& all, std::string&& part) { all += part; });
    std::string wanted;
    for (std::size_t b = 0; b < 1000; b += 7)
      wanted += std::to_string(b) + "-" + std::to_string(std::min<std::size_t>(1000, b + 7)) + ";";
    REQUIRE(joined == wanted);
  }
}

TEST_CASE("parallel_sort: equals std::sort at sizes around the leaf", "[parallel]") {
  const RestoreThreads restore;
  std::mt19937_64 random(7);
  for (const int count : kThreadCounts) {
    engine::set_threads(count);
    for (const std::size_t n :
         {std::size_t{0}, std::size_t{1}, std::size_t{16383}, std::size_t{16385}, std::size_t{100'001}}) {
      std::vector<std::uint64_t> values(n);
      for (auto& v : values) v = random() % 1000;
      auto wanted = values;
      std::sort(wanted.begin(), wanted.end());
      engine::parallel_sort(values, std::less<>());
      REQUIRE(values == wanted);
    }
  }
}

TEST_CASE("parallel_pipeline: batches are committed in the order they were produced", "[parallel]") {
  const RestoreThreads restore;
  for (const int count : kThreadCounts) {
    engine::set_threads(count);
    int next = 0;
    std::vector<int> committed;
    engine::parallel_pipeline<int, int>(
        4, [&]() -> std::optional<int> { return next < 200 ? std::optional<int>(next++) : std::nullopt; },
        [](int v) { return v * v; }, [&](int v) { committed.push_back(v); });
    REQUIRE(committed.size() == 200);
    for (int i = 0; i < 200; ++i) REQUIRE(committed[static_cast<std::size_t>(i)] == i * i);
  }
}

TEST_CASE("parallel work: an exception of a body reaches the caller", "[parallel]") {
  const RestoreThreads restore;
  for (const int count : kThreadCounts) {
    engine::set_threads(count);
    const auto failing_loop = [] {
      engine::parallel_for(100, 1, [](std::size_t begin, std::size_t) {
        if (begin == 57) throw std::runtime_error("row 57");
      });
    };
    REQUIRE_THROWS_WITH(failing_loop(), "row 57");
    const auto failing_pipeline = [] {
      int next = 0;
      engine::parallel_pipeline<int, int>(
          3, [&]() -> std::optional<int> { return next < 50 ? std::optional<int>(next++) : std::nullopt; },
          [](int v) { return v == 20 ? throw std::runtime_error("batch 20") : v; }, [](int) {});
    };
    REQUIRE_THROWS_WITH(failing_pipeline(), "batch 20");
  }
}
