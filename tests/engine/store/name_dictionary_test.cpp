#include "engine/store/name_dictionary.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "engine/parallel.h"
#include "engine/store/name_coder.h"
#include "kernels/normalize_name.h"

using namespace engine;

namespace {

std::string normalized(std::string_view raw) {
  std::string out(raw.size(), '?');
  out.resize(kernels::normalize_name(raw, out.data()));
  return out;
}

struct Coded {
  std::vector<NameCode> codes;
  NameDictionary dictionary;

  std::string written(std::size_t i) const {
    NameBuffer buffer;
    return std::string(dictionary.written_name(codes[i], buffer));
  }
  std::string normal(std::size_t i) const {
    NameBuffer buffer;
    return std::string(dictionary.normal_name(codes[i], buffer));
  }
};

Coded coded(const std::vector<std::string>& names) {
  NameCoder coder;
  Coded result;
  for (const std::string& name : names) result.codes.push_back(coder.code(name));
  result.dictionary = coder.settle(result.codes);
  return result;
}

// The dictionary as one text: every id with its token, letters and count.
std::string picture(const NameDictionary& dictionary) {
  std::string text;
  for (TokenId id = 0; id < dictionary.size(); ++id) {
    text += std::to_string(id) + " " + std::string(dictionary.written(id)) + " " + std::string(dictionary.normal(id)) +
            " " + std::to_string(dictionary.count(id)) + "\n";
  }
  return text;
}

std::string random_token(std::mt19937_64& random) {
  static constexpr std::string_view kPieces[] = {"H",
                                                 "HJ",
                                                 "DR",
                                                 "S",
                                                 "PD",
                                                 "SE",
                                                 "A",
                                                 "MD",
                                                 "KEB",
                                                 "K",
                                                 "R",
                                                 "M",
                                                 "SI",
                                                 "AMD",
                                                 "STR",
                                                 "KH",
                                                 "H.",
                                                 "S.PD",
                                                 "S.Pd.,",
                                                 "M.Si",
                                                 "-",
                                                 "1",
                                                 "'",
                                                 "ALM",
                                                 "Drs.",
                                                 "A'AN",
                                                 "MOH.ALI",
                                                 "\xC3\xA9lan",
                                                 "STRA\xC3\x9F"
                                                 "E",
                                                 "\xEF\xBC\xB3\xEF\xBC\xA9",
                                                 "\xD0\x90\xD0\xBD",
                                                 "e\xCC\x81",
                                                 "\xE2\x80\x8B",
                                                 "\xC2\xA0",
                                                 "\xF0\x9F\x98\x80",
                                                 "\xFF",
                                                 "\xE0\xA4",
                                                 "\xC3",
                                                 "BUDI",
                                                 "siti",
                                                 "Nur",
                                                 "X",
                                                 ".",
                                                 ","};
  std::string token;
  for (std::size_t n = 1 + random() % 3; n > 0; --n) {
    switch (random() % 4) {
      case 0: token += static_cast<char>(random()); break;
      case 1: token += static_cast<char>('A' + random() % 26); break;
      default: token += kPieces[random() % std::size(kPieces)];
    }
  }
  return token;
}

// Names of every kind: plain, titled, broken, with blanks anywhere, long.
std::vector<std::string> random_names(std::uint64_t seed, std::size_t count) {
  std::mt19937_64 random(seed);
  std::vector<std::string> names;
  while (names.size() < count) {
    std::string name;
    for (std::size_t n = random() % 7; n > 0; --n) {
      name += random_token(random);
      if (n > 1) name += ' ';
    }
    if (random() % 20 == 0) name.insert(random() % (name.size() + 1), " ");
    if (random() % 200 == 0) name += std::string(random() % 200, 'Z');
    names.push_back(name);
  }
  return names;
}

// A million names of a skewed vocabulary, as a registry has them.
std::vector<std::string> million_names() {
  std::mt19937_64 random(5);
  std::vector<std::string> names(1'000'000);
  for (std::string& name : names) {
    for (std::size_t n = 1 + random() % 4; n > 0; --n) {
      const std::uint64_t rank = random() % (1ull << (4 + random() % 14));
      name += "N" + std::to_string(rank * 7919 % 100'003) + (n > 1 ? " " : "");
    }
  }
  return names;
}

TextColumn column_of(const std::vector<std::string>& names, std::size_t begin, std::size_t end) {
  TextColumn column;
  for (std::size_t i = begin; i < end; ++i) column.push_back(names[i]);
  return column;
}

}  // namespace

TEST_CASE("name dictionary: names come back byte for byte, and normalised as the kernel does it", "[names]") {
  const std::vector<std::string> names = random_names(1, 200'000);
  const Coded result = coded(names);
  std::size_t escaped = 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (result.written(i) != names[i]) FAIL("written: " << names[i] << " -> " << result.written(i));
    if (result.normal(i) != normalized(names[i])) {
      FAIL("normal: " << names[i] << " -> " << result.normal(i) << ", wanted " << normalized(names[i]));
    }
    escaped += result.codes[i].escaped() ? 1u : 0u;
  }
  REQUIRE(escaped == result.dictionary.heap_names());
  REQUIRE(escaped > 1000);  // both ways were walked
  REQUIRE(escaped < names.size() / 2);
}

TEST_CASE("name dictionary: titles go by their place in the whole name", "[names]") {
  const std::vector<std::string> names = {
      "H. BUDI",           "BUDI H",           "H",           "H. DR.",        "S. PD",
      "RATNA S. PD",       "RATNA A. MD. KEB", "K. H. AHMAD", "K H AHMAD",     "R A KARTINI",
      "- H BUDI",          "BUDI SE -",        "MOH.ALI",     "DR.H. ALI S.E", "SE SE SE",
      "BUDI, S.Pd., M.Si."};
  const Coded result = coded(names);
  for (std::size_t i = 0; i < names.size(); ++i) {
    INFO(names[i]);
    CHECK(result.normal(i) == normalized(names[i]));
    CHECK(result.written(i) == names[i]);
  }
  CHECK(result.normal(0) == "BUDI");
  CHECK(result.normal(15) == "BUDI");
}

TEST_CASE("name dictionary: ids go by falling count, then by bytes", "[names]") {
  const Coded result = coded({"SITI NUR", "SITI", "BUDI NUR", "SITI ALI", "A B C D E F", "NUR  NUR", ""});
  REQUIRE(picture(result.dictionary) == "0 SITI SITI 3\n1 NUR NUR 2\n2 ALI ALI 1\n3 BUDI BUDI 1\n");
  const auto tokens = result.dictionary.tokens(result.codes[3]);
  REQUIRE(std::vector<TokenId>(tokens.begin(), tokens.end()) == std::vector<TokenId>{0, 2});
  REQUIRE(result.codes[4].escaped());
  REQUIRE(result.codes[5].escaped());
  REQUIRE(result.codes[6] == NameCode{});
  REQUIRE(result.dictionary.tokens(result.codes[4]).size() == 0);
}

TEST_CASE("name dictionary: a million names get the same codes for any threads, chunks and order of rows",
          "[names][threads]") {
  const std::vector<std::string> names = million_names();
  std::string wanted;
  std::map<std::string, std::uint64_t> wanted_codes;
  std::mt19937_64 random(6);
  std::vector<std::string> rows = names;
  for (const int threads : {1, 2, 3, 8}) {
    set_threads(threads);
    const std::size_t grain = threads == 1 ? rows.size() : 1000 + 777 * static_cast<std::size_t>(threads);
    NameCoder coder;
    Coded result;
    result.codes.resize(rows.size());
    parallel_for(rows.size(), grain, [&](std::size_t begin, std::size_t end) {
      const engine::NameCodes part = coder.code(column_of(rows, begin, end));
      std::copy(part.begin(), part.end(), result.codes.begin() + static_cast<std::ptrdiff_t>(begin));
    });
    result.dictionary = coder.settle(result.codes);
    const std::string seen = picture(result.dictionary);
    if (wanted.empty()) {
      wanted = seen;
      for (std::size_t i = 0; i < rows.size(); ++i) wanted_codes[rows[i]] = result.codes[i].bits;
    }
    REQUIRE(seen == wanted);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (!result.codes[i].escaped() && wanted_codes[rows[i]] != result.codes[i].bits) FAIL("other code: " << rows[i]);
      if (result.codes[i].escaped() != ((wanted_codes[rows[i]] & 1) != 0)) FAIL("other escape: " << rows[i]);
      if (i % 17 == 0 && result.written(i) != rows[i]) FAIL("lost: " << rows[i]);
    }
    std::shuffle(rows.begin(), rows.end(), random);
  }
  set_threads(0);
}

TEST_CASE("name dictionary: a batch gives the codes that its names give one by one", "[names]") {
  std::vector<std::string> names = random_names(8, 30'000);
  for (std::size_t i = 0; i < names.size(); i += 50) names[i].clear();
  for (std::size_t i = 7; i < names.size(); i += 90) names[i] += "\"\n\" x";
  for (std::size_t i = 9; i < names.size(); i += 90) names[i] = std::string(40 + i % 30, 'L') + " Q";
  NameCoder coder;
  Coded batch;
  for (std::size_t begin = 0; begin < names.size();) {
    const std::size_t end = std::min(names.size(), begin + 1 + begin % 999);
    const engine::NameCodes part = coder.code(column_of(names, begin, end));
    batch.codes.insert(batch.codes.end(), part.begin(), part.end());
    begin = end;
  }
  batch.dictionary = coder.settle(batch.codes);
  const Coded wanted = coded(names);
  REQUIRE(picture(batch.dictionary) == picture(wanted.dictionary));
  REQUIRE(batch.codes == wanted.codes);
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (batch.written(i) != names[i]) FAIL("written: " << names[i]);
  }
}

TEST_CASE("name dictionary: counts are those of the names that stay", "[names]") {
  NameCoder coder;
  std::vector<NameCode> codes = {coder.code("SITI NUR"), coder.code("BUDI"), coder.code("SITI")};
  codes.erase(codes.begin());
  const NameDictionary dictionary = coder.settle(codes);
  REQUIRE(picture(dictionary) == "0 BUDI BUDI 1\n1 SITI SITI 1\n");
}

TEST_CASE("name dictionary: dropped names do not count, whether told or left out", "[names]") {
  const std::vector<std::string> names = random_names(9, 40'000);
  std::vector<std::string> kept;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i % 3 != 0) kept.push_back(names[i]);
  }
  const Coded wanted = coded(kept);
  for (const bool told : {true, false}) {
    NameCoder coder;
    const engine::NameCodes all = coder.code(column_of(names, 0, names.size()));
    Coded result;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (i % 3 != 0)
        result.codes.push_back(all[i]);
      else if (told)
        coder.drop(all[i]);
    }
    result.dictionary = coder.settle(result.codes);
    REQUIRE(picture(result.dictionary) == picture(wanted.dictionary));
    REQUIRE(result.codes == wanted.codes);
  }
}

TEST_CASE("name dictionary: a column keeps names of every length, with zeros and odd blanks", "[names]") {
  std::vector<std::string> names;
  for (std::size_t size = 1; size <= 130; ++size) {
    names.push_back(std::string(size, 'A'));
    names.push_back(std::string(size, '\0'));
    names.push_back(std::string(size, 'A') + '\0');
    names.push_back(std::string(size, 'A') + '\1');
    names.push_back(std::string(size, 'A') + " B");
    names.push_back("B " + std::string(size, 'A'));
    names.push_back("B C D E " + std::string(size, 'A'));
    names.push_back("B C D E F " + std::string(size, 'A'));
    names.push_back(std::string(size, ' '));
    names.push_back("B" + std::string(size, ' ') + "C");
    names.push_back(" " + std::string(size, 'A'));
    names.push_back(std::string(size, 'A') + " ");
    names.push_back("");
  }
  const Coded wanted = coded(names);
  for (std::size_t rest = 0; rest < 40; ++rest) {  // so that every name comes near the end of its text
    NameCoder coder;
    std::vector<engine::NameCodes> parts;
    for (std::size_t begin = 0; begin < names.size();) {
      const std::size_t end = std::min(names.size(), begin + 1 + (begin + rest) % 40);
      parts.push_back(coder.code(column_of(names, begin, end)));
      begin = end;
    }
    const std::vector<std::span<NameCode>> columns(parts.begin(), parts.end());
    Coded result;
    result.dictionary = coder.settle(columns);
    for (const engine::NameCodes& part : parts) result.codes.insert(result.codes.end(), part.begin(), part.end());
    REQUIRE(picture(result.dictionary) == picture(wanted.dictionary));
    REQUIRE(result.codes == wanted.codes);
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (result.written(i) != names[i]) FAIL("written: " << i);
    }
  }
}

TEST_CASE("name code: tokens that fit come back, others have no code", "[names]") {
  std::mt19937_64 random(3);
  const TokenId edges[] = {0, 1, 510, 511, 8702, 8703, 270'846, 270'847, kTokenIdLimit - 1, kTokenIdLimit, 0xFFFFFFFFu};
  std::size_t fitting = 0, unfit = 0;
  for (int round = 0; round < 100'000; ++round) {
    std::vector<TokenId> tokens;
    for (std::size_t n = random() % 6; n > 0; --n) tokens.push_back(edges[random() % std::size(edges)]);
    // The bits of the page in name_code.h, counted anew.
    std::size_t bits = 1;
    bool possible = true;
    for (const TokenId id : tokens) {
      bits += id < 511 ? 11 : id < 8703 ? 15 : id < 270'847 ? 20 : 28;
      possible &= id < kTokenIdLimit;
    }
    const auto code = pack_tokens(tokens);
    REQUIRE(code.has_value() == (possible && bits <= 64));
    ++(code ? fitting : unfit);
    if (!code) continue;
    REQUIRE_FALSE(code->escaped());
    const TokenList back = unpack_tokens(*code);
    REQUIRE(std::vector<TokenId>(back.begin(), back.end()) == tokens);
  }
  REQUIRE(fitting > 1000);
  REQUIRE(unfit > 1000);
}

TEST_CASE("name dictionary: tokens of one hash stay apart", "[names]") {
  std::vector<std::string> names;
  for (int i = 0; i < 3000; ++i) names.push_back("N" + std::to_string(i) + " N" + std::to_string(i % 50));
  NameCoder coder(1, /*hash_mask=*/1);  // two hashes for all
  Coded result;
  for (const std::string& name : names) result.codes.push_back(coder.code(name));
  result.dictionary = coder.settle(result.codes);
  const Coded wanted = coded(names);
  REQUIRE(picture(result.dictionary) == picture(wanted.dictionary));
  REQUIRE(result.codes == wanted.codes);
}
