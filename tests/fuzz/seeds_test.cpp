// Runs each fuzz target over its seeds and random changes of them, so that every suite has them without libFuzzer.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "tests/fuzz/fuzz_target.h"

namespace {

std::vector<std::string> seeds_of(const std::string& name) {
  std::vector<std::string> paths, seeds;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(DESIL_SOURCE_DIR) + "/tests/fuzz/seeds/" + name)) {
    paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
  for (const std::string& path : paths) {
    std::ifstream in(path, std::ios::binary);
    seeds.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return seeds;
}

void run(const fuzz::Target& target, const std::string& input) {
  target(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

std::string changed(std::string input, std::mt19937_64& random) {
  for (std::uint64_t times = 1 + random() % 4; times > 0; --times) {
    const std::uint64_t how = random() % 4;
    if (how == 0 || input.empty()) {
      for (std::uint64_t more = 1 + random() % 12; more > 0; --more) input += static_cast<char>(random());
    } else if (how == 1) {
      input.resize(random() % input.size());
    } else {
      input[random() % input.size()] = static_cast<char>(random());
    }
  }
  return input;
}

}  // namespace

TEST_CASE("fuzz: every target holds over its seeds and random changes of them", "[fuzz]") {
  constexpr int kChanges = 3000;
  REQUIRE(!fuzz::targets().empty());
  for (const auto& [name, target] : fuzz::targets()) {
    const std::vector<std::string> seeds = seeds_of(name);
    REQUIRE(!seeds.empty());
    std::mt19937_64 random(20260703);
    INFO(name);
    for (const std::string& seed : seeds) REQUIRE_NOTHROW(run(target, seed));
    for (int i = 0; i < kChanges; ++i) REQUIRE_NOTHROW(run(target, changed(seeds[random() % seeds.size()], random)));
  }
}
