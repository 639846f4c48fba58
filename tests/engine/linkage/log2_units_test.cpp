#include "engine/linkage/bits.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <random>

using namespace engine;

TEST_CASE("bits: the logarithm equals the library's logarithm rounded down, but for the last unit", "[linkage]") {
  std::mt19937_64 random(1);
  std::uniform_real_distribution<double> exponent(-60, 60);
  for (int i = 0; i < 10'000; ++i) {
    const double value = std::exp2(exponent(random));
    REQUIRE(std::abs(log2_units(value) - std::floor(std::log2(value) * kUnitsOfBit)) <= 1);
  }
  REQUIRE(log2_units(1) == 0);
  REQUIRE(log2_units(1024) == 10 * kUnitsOfBit);
  REQUIRE(log2_units(0.125) == -3 * kUnitsOfBit);
}

TEST_CASE("bits: odds are within a billionth of the library's", "[linkage]") {
  for (int units = -60 * kUnitsOfBit; units <= 60 * kUnitsOfBit; units += 37) {
    const double wanted = std::exp2(units / 1024.0);
    REQUIRE(odds_of(units) == Approx(wanted).epsilon(1e-9));
  }
}
