#include "kernels/packed_digits.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

namespace {

constexpr std::uint64_t kLimit = 10'000'000'000'000'000ull;

// Digit by digit, through text.
std::uint64_t packed_by_text(std::uint64_t value) { return std::stoull(std::to_string(value), nullptr, 16); }

}  // namespace

TEST_CASE("packed_digits: a number printed in hexadecimal is the number", "[packed_digits]") {
  REQUIRE(kernels::pack_digits16(0) == 0);
  REQUIRE(kernels::pack_digits16(9'999'999'999'999'999ull) == 0x9999'9999'9999'9999ull);
  REQUIRE(kernels::pack_digits16(1'234'567'890'123'456ull) == 0x1234'5678'9012'3456ull);
  REQUIRE(kernels::pack_digits16(9'101'014'107'900'003ull) == 0x9101'0141'0790'0003ull);
}

TEST_CASE("packed_digits: every group of four digits in each of the four places packs and comes back",
          "[packed_digits]") {
  for (std::uint64_t place = 1; place < kLimit; place *= 10'000) {
    for (std::uint64_t four = 0; four < 10'000; ++four) {
      const std::uint64_t value = four * place;
      if (kernels::pack_digits16(value) != packed_by_text(value)) FAIL(value);
      if (kernels::unpack_digits16(kernels::pack_digits16(value)) != value) FAIL(value);
    }
  }
  SUCCEED();
}

TEST_CASE("packed_digits: columns of random numbers pack and come back, in place too", "[packed_digits]") {
  std::mt19937_64 random(16);
  std::vector<std::uint64_t> values(4'099);
  for (std::uint64_t& value : values) value = random() % kLimit;
  std::vector<std::uint64_t> packed(values.size());
  kernels::pack_digits16(values.data(), packed.data(), values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (packed[i] != packed_by_text(values[i])) FAIL(values[i]);
  }
  kernels::unpack_digits16(packed.data(), packed.data(), packed.size());
  REQUIRE(packed == values);
}
