#include "kernels/rename_codes.h"

#include <catch2/catch.hpp>
#include <random>
#include <vector>

#include "kernels/cpu.h"

namespace {

struct RestoreLevel {
  ~RestoreLevel() { kernels::use_simd_level(kernels::supported_simd_level()); }
};

// No width leads into the next by chance.
constexpr kernels::NumberClasses kClasses = {{{9, 0}, {13, 512}, {18, 512 + 8192}, {26, 512 + 8192 + 262144}}};

// The numbers of a code by their places; the plainest way.
std::vector<std::uint64_t> places_of(std::uint64_t code) {
  std::vector<std::uint64_t> places;
  for (std::uint64_t rest = code >> 1; rest != 0;) {
    const kernels::NumberClass& kind = kClasses[rest % 4];
    rest /= 4;
    places.push_back(rest % (std::uint64_t{1} << kind.width) + kind.first);
    rest /= std::uint64_t{1} << kind.width;
  }
  return places;
}

// The code of numbers as `renamed` gives them; 1 where they do not fit.
std::uint64_t code_of(const std::vector<std::uint32_t>& numbers) {
  std::uint64_t code = 0;
  unsigned at = 1;
  for (const std::uint32_t number : numbers) {
    const unsigned width = kClasses[number % 4].width + 2;
    if (number == kernels::kNoNumber || at + width > 64) return 1;
    code |= std::uint64_t{number} << at;
    at += width;
  }
  return code;
}

}  // namespace

TEST_CASE("rename_codes: every SIMD level renames what a plain loop renames and lists the rest", "[rename_codes]") {
  const RestoreLevel restore;
  std::mt19937_64 random(2026);
  constexpr std::size_t kPlaces = 512 + 8192 + 262144 + 1000;
  const auto any_number = [&](bool first_class) {
    const std::uint32_t kind = first_class ? 0 : static_cast<std::uint32_t>(random() % 4);
    const std::uint32_t limit = kind == 3 ? 1000 : 1u << kClasses[kind].width;
    return static_cast<std::uint32_t>(1 + random() % (limit - 1)) << 2 | kind;
  };
  std::vector<std::uint32_t> renamed(kPlaces);
  for (std::uint32_t& number : renamed)
    number = random() % 50 == 0 ? kernels::kNoNumber : any_number(random() % 3 == 0);
  renamed[0] = 0;
  std::size_t kept = 0, listed = 0;
  for (int round = 0; round < 400; ++round) {
    std::vector<std::uint64_t> codes(random() % 40);
    for (std::uint64_t& code : codes) {
      std::vector<std::uint32_t> numbers(random() % 6);
      for (std::uint32_t& number : numbers) number = any_number(random() % 2 == 0);
      code = random() % 10 == 0 ? random() | 1 : code_of(numbers);
    }
    std::vector<std::uint64_t> wanted = codes;
    std::vector<std::uint32_t> rest;
    for (std::size_t i = 0; i < codes.size(); ++i) {
      std::vector<std::uint32_t> numbers;
      if (codes[i] % 2 == 0) {
        for (const std::uint64_t place : places_of(codes[i])) numbers.push_back(renamed[place]);
      }
      const std::uint64_t other = code_of(numbers);
      const bool stays = codes[i] % 2 == 1 || numbers.size() > 3 || other == 1;
      if (stays)
        rest.push_back(static_cast<std::uint32_t>(i));
      else
        wanted[i] = other;
    }
    kept += codes.size() - rest.size();
    listed += rest.size();
    for (const auto level : {kernels::SimdLevel::kScalar, kernels::SimdLevel::kAvx2, kernels::SimdLevel::kAvx512}) {
      if (level > kernels::supported_simd_level()) continue;
      kernels::use_simd_level(level);
      std::vector<std::uint64_t> seen = codes;
      std::vector<std::uint32_t> left(codes.size());
      left.resize(kernels::rename_codes(seen.data(), seen.size(), kClasses, renamed.data(), left.data()));
      CAPTURE(round, static_cast<int>(level));
      REQUIRE(left == rest);
      REQUIRE(seen == wanted);
    }
  }
  REQUIRE(kept > 1000);
  REQUIRE(listed > 1000);
}
