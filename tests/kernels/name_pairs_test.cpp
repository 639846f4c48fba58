#include "kernels/name_pairs.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "engine/linkage/packed_table.h"
#include "kernels/cpu.h"
#include "tests/kernels/made_up_names.h"
#include "tests/reference/jaro_winkler.h"
#include "tests/reference/osa.h"

namespace {

using kernels::NamePair;
using kernels::NameRange;
using kernels::NameRanges;

struct RestoreLevel {
  ~RestoreLevel() { kernels::use_simd_level(kernels::supported_simd_level()); }
};

std::vector<kernels::SimdLevel> levels() {
  std::vector<kernels::SimdLevel> supported;
  for (const auto level : {kernels::SimdLevel::kScalar, kernels::SimdLevel::kAvx2, kernels::SimdLevel::kAvx512}) {
    if (level <= kernels::supported_simd_level()) supported.push_back(level);
  }
  return supported;
}

struct Collect {
  std::vector<NamePair> pairs;
  void operator()(std::span<const NamePair> some) { pairs.insert(pairs.end(), some.begin(), some.end()); }
};

// Consecutive ranges of random sizes over all of the rows.
std::vector<NameRange> random_blocks(std::mt19937_64& random, std::size_t rows, std::size_t longest) {
  std::vector<NameRange> blocks;
  for (std::uint32_t begin = 0; begin < rows;) {
    const auto end = static_cast<std::uint32_t>(std::min<std::size_t>(rows, begin + random() % (longest + 1)));
    blocks.push_back({begin, end});
    begin = end;
  }
  return blocks;
}

struct JaroWinkler {
  std::uint32_t threshold;
  bool accepts(const std::string& a, const std::string& b, std::uint32_t* value) const {
    *value = reference::jaro_winkler(a, b);
    return *value >= threshold;
  }
  kernels::JaroWinklerPairs finder() const { return kernels::JaroWinklerPairs(threshold); }
};

struct Osa {
  std::uint32_t most;
  bool accepts(const std::string& a, const std::string& b, std::uint32_t* value) const {
    *value = static_cast<std::uint32_t>(reference::osa(a, b));
    return *value <= most;
  }
  kernels::OsaPairs finder() const { return kernels::OsaPairs(most); }
};

template <typename Kind>
void add_pair(const Kind& kind, const std::vector<std::string>& left, std::uint32_t i,
              const std::vector<std::string>& right, std::uint32_t j, std::vector<NamePair>* pairs) {
  std::uint32_t value = 0;
  if (left[i].empty() || right[j].empty()) return;
  if (kind.accepts(left[i], right[j], &value)) pairs->push_back({i, j, value});
}

// Holds every level against loops over all pairs.
template <typename Kind>
std::size_t check_within(const Kind& kind, const std::vector<std::string>& texts,
                         const std::vector<NameRange>& blocks) {
  const RestoreLevel restore;
  std::vector<NamePair> wanted;
  for (const NameRange& block : blocks) {
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      for (std::uint32_t j = i + 1; j < block.end; ++j) add_pair(kind, texts, i, texts, j, &wanted);
    }
  }
  const engine::PackedTable table(texts);
  const auto finder = kind.finder();
  for (const auto level : levels()) {
    REQUIRE(kernels::use_simd_level(level));
    Collect found;
    finder.within(table.names(), blocks, found);
    INFO(kernels::simd_level_name(level));
    REQUIRE(found.pairs == wanted);
  }
  return wanted.size();
}

template <typename Kind>
std::size_t check_between(const Kind& kind, const std::vector<std::string>& left, const std::vector<std::string>& right,
                          const std::vector<NameRanges>& blocks) {
  const RestoreLevel restore;
  std::vector<NamePair> wanted;
  for (const NameRanges& block : blocks) {
    for (std::uint32_t i = block.left.begin; i < block.left.end; ++i) {
      for (std::uint32_t j = block.right.begin; j < block.right.end; ++j) add_pair(kind, left, i, right, j, &wanted);
    }
  }
  const engine::PackedTable left_table(left), right_table(right);
  const auto finder = kind.finder();
  for (const auto level : levels()) {
    REQUIRE(kernels::use_simd_level(level));
    Collect found;
    finder.between(left_table.names(), right_table.names(), blocks, found);
    INFO(kernels::simd_level_name(level));
    REQUIRE(found.pairs == wanted);
  }
  return wanted.size();
}

// Lengths of 0 to 80 of few or many letters, now and then of another script.
std::vector<std::string> random_texts(std::mt19937_64& random, std::size_t count, unsigned letters) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < count; ++i) {
    std::string text(random() % 4 == 0 ? random() % 81 : random() % 34, ' ');
    for (char& c : text) c = "AIBNXQZRTSDEFGHJKLMOPUVWYC "[random() % letters];
    if (!text.empty() && random() % 16 == 0) text[random() % text.size()] = static_cast<char>(0x80 + random() % 64);
    texts.push_back(text);
  }
  return texts;
}

}  // namespace

TEST_CASE("name_pairs: Jaro-Winkler inside blocks equals loops over all pairs at every SIMD level", "[name_pairs]") {
  MadeUpNames made_up(1990);
  std::mt19937_64 random(1990);
  std::size_t similar = 0;
  for (const std::size_t longest : {1u, 2u, 8u, 9u, 40u, 230u}) {
    const std::vector<std::string> texts = made_up.next(900);
    for (const std::uint32_t threshold : {45'876u, 55'706u, 62'000u, 65'536u}) {
      similar += check_within(JaroWinkler{threshold}, texts, random_blocks(random, texts.size(), longest));
    }
  }
  REQUIRE(similar > 3'000);
}

TEST_CASE("name_pairs: OSA inside blocks equals loops over all pairs at every SIMD level", "[name_pairs]") {
  MadeUpNames made_up(2003);
  std::mt19937_64 random(2003);
  std::size_t similar = 0;
  for (const std::size_t longest : {8u, 40u, 230u}) {
    const std::vector<std::string> texts = made_up.next(600);
    for (const std::uint32_t most : {0u, 1u, 2u, 5u}) {
      similar += check_within(Osa{most}, texts, random_blocks(random, texts.size(), longest));
    }
  }
  REQUIRE(similar > 1'000);
}

TEST_CASE("name_pairs: any lengths, alphabets and scripts, with everything accepted or little", "[name_pairs]") {
  std::mt19937_64 random(80);
  for (const unsigned letters : {1u, 2u, 3u, 8u, 27u}) {
    const std::vector<std::string> texts = random_texts(random, 260, letters);
    for (const std::uint32_t threshold : {0u, 1u, 30'000u, 45'876u, 50'000u}) {
      check_within(JaroWinkler{threshold}, texts, random_blocks(random, texts.size(), 200));
    }
    for (const std::uint32_t most : {2u, 31u, 100u}) {
      check_within(Osa{most}, texts, random_blocks(random, texts.size(), 200));
    }
  }
}

TEST_CASE("name_pairs: between two blocks of other columns, begun at any row", "[name_pairs]") {
  MadeUpNames made_up(7);
  std::mt19937_64 random(7);
  std::size_t similar = 0;
  for (int round = 0; round < 40; ++round) {
    const std::vector<std::string> left = made_up.next(random() % 120), right = made_up.next(random() % 120);
    std::vector<NameRanges> blocks;
    for (std::size_t count = random() % 6; count > 0; --count) {
      const auto range = [&](std::size_t rows) {
        const auto begin = static_cast<std::uint32_t>(random() % (rows + 1));
        return NameRange{begin, begin + static_cast<std::uint32_t>(random() % (rows - begin + 1))};
      };
      blocks.push_back({range(left.size()), range(right.size())});
    }
    similar += check_between(JaroWinkler{50'000}, left, right, blocks);
    check_between(Osa{2}, left, right, blocks);
  }
  REQUIRE(similar > 100);
}

TEST_CASE("name_pairs: a block of one name repeated gives every pair once, through many full queues", "[name_pairs]") {
  const std::vector<std::string> texts(150, "SITI AMINAH");
  REQUIRE(check_within(JaroWinkler{65'536}, texts, {{0, 150}}) == 150 * 149 / 2);
  REQUIRE(check_within(Osa{0}, texts, {{0, 150}, {3, 3}, {10, 140}}) == 150 * 149 / 2 + 130 * 129 / 2);
}

TEST_CASE("name_pairs: empty names and no blocks give nothing", "[name_pairs]") {
  REQUIRE(check_within(JaroWinkler{0}, {"", "", "A", ""}, {{0, 4}}) == 0);
  REQUIRE(check_within(Osa{9}, {}, {}) == 0);
  REQUIRE(check_within(Osa{9}, {"A"}, {{0, 1}, {1, 1}}) == 0);
}
