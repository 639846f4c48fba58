#include "engine/linkage/bits.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <random>

using namespace engine;

TEST_CASE("bits: a weight is log2 in units of 1/1024, to the nearest", "[linkage]") {
  REQUIRE(weight_of(1) == 0);
  REQUIRE(weight_of(2) == 1024);
  REQUIRE(weight_of(0.25) == -2048);
  REQUIRE(weight_of(0) == kImpossible);
  REQUIRE(weight_of(-1) == kImpossible);
  REQUIRE(weight_of(1e-300) == kImpossible);
  std::mt19937_64 random(1);
  for (int i = 0; i < 20'000; ++i) {
    const double value = std::exp2(std::uniform_real_distribution<double>(-60, 60)(random));
    const double exact = std::log2(value) * kUnitsOfBit;
    // A half falls to either side within the rounding of the squares.
    if (std::abs(weight_of(value) - exact) > 0.5001) FAIL(value << " gives " << weight_of(value) << ", not " << exact);
  }
}

TEST_CASE("bits: odds are the powers of two of weights", "[linkage]") {
  for (WeightUnits weight = -70'000; weight <= 70'000; weight += 37) {
    const double exact = std::exp2(static_cast<double>(weight) / kUnitsOfBit);
    if (std::abs(odds_of(weight) / exact - 1) > 1e-12) FAIL(weight << " gives " << odds_of(weight));
    if (weight > kImpossible && weight_of(odds_of(weight)) != weight) FAIL(weight << " does not come back");
  }
}
