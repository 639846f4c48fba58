#include "engine/desil/ln_rupiah.h"

#include <catch2/catch.hpp>
#include <random>

#include "tests/reference/lift_by_sort.h"
#include "tests/reference/seeds.h"

TEST_CASE("ln_rupiah: known logarithms", "[lift]") {
  REQUIRE(engine::ln_rupiah(1) == 0);
  REQUIRE(engine::ln_rupiah(2) == 11'629'080);           // ln 2 = 0.693147180560
  REQUIRE(engine::ln_rupiah(1'000'000) == 231'785'805);  // ln 10^6 = 13.815510557964
  REQUIRE(engine::ln_rupiah((std::uint64_t{1} << 63) - 1) == 732632038);
}

TEST_CASE("ln_rupiah: equals the logarithm of the mathematics library, rounded", "[lift][reference]") {
  for (std::uint64_t rupiah = 1; rupiah < 20'000; ++rupiah)
    REQUIRE(engine::ln_rupiah(rupiah) == reference::ln_units(rupiah));
  for (const std::uint64_t seed : reference::seeds_with_clock()) {
    INFO("seed " << seed);
    std::mt19937_64 random(seed);
    for (int i = 0; i < 20'000; ++i) {
      const std::uint64_t rupiah = (random() >> 1 >> random() % 60) + 1;
      REQUIRE(engine::ln_rupiah(rupiah) == reference::ln_units(rupiah));
    }
  }
}
