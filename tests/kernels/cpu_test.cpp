#include "kernels/cpu.h"

#include <catch2/catch.hpp>

using kernels::SimdLevel;

TEST_CASE("simd level: names and levels are each other's inverse, other words are none", "[kernels]") {
  for (const SimdLevel level : {SimdLevel::kScalar, SimdLevel::kAvx2, SimdLevel::kAvx512}) {
    REQUIRE(kernels::simd_level_from_name(kernels::simd_level_name(level)) == level);
  }
  REQUIRE_FALSE(kernels::simd_level_from_name("AVX2").has_value());
  REQUIRE_FALSE(kernels::simd_level_from_name("").has_value());
}

TEST_CASE("simd level: a lower level takes effect, one above the machine's is refused", "[kernels]") {
  const SimdLevel before = kernels::simd_level();
  for (const SimdLevel level : {SimdLevel::kScalar, SimdLevel::kAvx2, SimdLevel::kAvx512}) {
    const bool there = static_cast<int>(level) <= static_cast<int>(kernels::supported_simd_level());
    const SimdLevel last = kernels::simd_level();
    REQUIRE(kernels::use_simd_level(level) == there);
    REQUIRE(kernels::simd_level() == (there ? level : last));
  }
  kernels::use_simd_level(before);
}
