// Tells which SIMD level this machine has and which one the kernels use.
//
// Levels are groups of instructions that came together: `avx2` is x86-64-v3, `avx512` is x86-64-v4
// with VBMI, VBMI2, VPOPCNTDQ and BITALG (Ice Lake, Zen 4 and later). The baseline `scalar` is
// x86-64-v2. The level is found once from CPUID and XGETBV; `use_simd_level` lowers it by hand.
//
// threads: `use_simd_level` is for program start and tests, not while kernels run.
// answers: every kernel gives the same bytes at every level.
#pragma once

#include <optional>
#include <string_view>

namespace kernels {

enum class SimdLevel : int { kScalar = 0, kAvx2 = 1, kAvx512 = 2 };

// Returns the highest level of this processor and operating system.
SimdLevel supported_simd_level();

// Returns the level that kernels use: the supported one unless `use_simd_level` said otherwise.
SimdLevel simd_level();

// Makes kernels use `level`; returns false and changes nothing where the machine lacks it.
bool use_simd_level(SimdLevel level);

// "scalar", "avx2", "avx512".
std::string_view simd_level_name(SimdLevel level);
std::optional<SimdLevel> simd_level_from_name(std::string_view name);

}  // namespace kernels
