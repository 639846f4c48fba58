#include "engine/store/token_table.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <vector>

#include "engine/parallel.h"

using namespace engine;

namespace {

TokenText token_of(const std::string& text) { return {text.data(), text.size(), text.data() + text.size()}; }

std::vector<std::string> numbered(std::size_t count) {
  std::vector<std::string> tokens;
  for (std::size_t i = 0; i < count; ++i) tokens.push_back("T" + std::to_string(i));
  return tokens;
}

}  // namespace

TEST_CASE("token table: threads that meet the same tokens agree on their numbers", "[names][threads]") {
  const std::vector<std::string> tokens = numbered(20'000);
  for (const int threads : {1, 2, 3, 8}) {
    set_threads(threads);
    TokenTable table;
    constexpr std::size_t kRounds = 8;
    std::vector<std::uint32_t> ids(kRounds * tokens.size());
    parallel_for(ids.size(), 500, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) ids[i] = table.id_of(token_of(tokens[i * 7 % tokens.size()]));
    });
    REQUIRE(table.size() == tokens.size());
    const std::vector<std::string_view> texts = table.tokens();
    for (std::size_t i = 0; i < ids.size(); ++i) {
      if (texts[ids[i]] != tokens[i * 7 % tokens.size()]) FAIL("another token: " << i);
    }
  }
  set_threads(0);
}

TEST_CASE("token table: zeros, prefixes and long tokens are tokens of their own", "[names]") {
  std::vector<std::string> tokens;
  for (std::size_t size = 1; size <= kLongestToken; ++size) {
    tokens.push_back(std::string(size, 'A'));
    tokens.push_back(std::string(size, '\0'));
    tokens.push_back(std::string(size - 1, 'A') + 'B');
  }
  TokenTable table;
  std::set<std::uint32_t> ids;
  for (const std::string& token : tokens) ids.insert(table.id_of(token_of(token)));
  REQUIRE(ids.size() == tokens.size());
  const auto texts = table.tokens();
  for (const std::string& token : tokens) REQUIRE(texts[table.id_of(token_of(token))] == token);
}

TEST_CASE("token table: tokens crafted against a known seed do not meet under another", "[names]") {
  constexpr std::uint64_t kKnown = 42;
  // Tokens of one shard that all begin their search within 1/256 of the table.
  std::vector<std::string> crafted;
  for (std::size_t i = 0; crafted.size() < 2000; ++i) {
    std::string token = "C" + std::to_string(i);
    const std::uint64_t hash = TokenTable::hash(token_of(token), kKnown);
    if (hash % 16 == 0 && (hash >> 32) % 4096 < 16) crafted.push_back(std::move(token));
  }
  const auto probes = [&](std::uint64_t seed) {
    TokenTable table(seed);
    for (const std::string& token : crafted) table.id_of(token_of(token));
    REQUIRE(table.size() == crafted.size());
    return table.probes();
  };
  REQUIRE(probes(kKnown) > 100 * crafted.size());  // the attack works where the seed is known
  for (const std::uint64_t other : {0ull, 1ull, 43ull, 0xFFFFFFFFFFFFFFFFull, 0x0123456789ABCDEFull}) {
    REQUIRE(probes(other) < 5 * crafted.size());
  }
}
