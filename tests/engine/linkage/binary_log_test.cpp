#include "engine/linkage/binary_log.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <random>

using namespace engine;

TEST_CASE("binary log: equals the library's logarithm rounded down, but for the last unit", "[linkage]") {
  std::mt19937_64 random(1);
  std::uniform_real_distribution<double> exponent(-60, 60);
  for (int i = 0; i < 10'000; ++i) {
    const double value = std::exp2(exponent(random));
    REQUIRE(std::abs(log2_units(value) - std::floor(std::log2(value) * kBitUnits)) <= 1);
  }
  REQUIRE(log2_units(1) == 0);
  REQUIRE(log2_units(1024) == 10 * kBitUnits);
  REQUIRE(log2_units(0.125) == -3 * kBitUnits);
}

TEST_CASE("binary log: the inverse is within a billionth of the library's", "[linkage]") {
  for (int units = -60 * kBitUnits; units <= 60 * kBitUnits; units += 37) {
    const double wanted = std::exp2(units / 1024.0);
    REQUIRE(exp2_units(units) == Approx(wanted).epsilon(1e-9));
  }
}
