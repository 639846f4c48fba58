#include "kernels/cpu.h"

#include <cpuid.h>

#include <atomic>

namespace kernels {
namespace {

struct Registers {
  unsigned a = 0, b = 0, c = 0, d = 0;
};

Registers cpuid(unsigned leaf, unsigned subleaf) {
  Registers r;
  if (__get_cpuid_count(leaf, subleaf, &r.a, &r.b, &r.c, &r.d) == 0) return {};
  return r;
}

bool has(unsigned value, int bit) { return ((value >> bit) & 1u) != 0; }

// Reads the register that tells which vector state the operating system saves.
unsigned enabled_state() {
  unsigned low = 0, high = 0;
  __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return low;
}

SimdLevel detect() {
  const Registers basic = cpuid(1, 0);
  const bool saves_state = has(basic.c, 27);
  if (!saves_state || !has(basic.c, 28) || !has(basic.c, 12)) return SimdLevel::kScalar;  // AVX, FMA
  const unsigned state = enabled_state();
  if ((state & 0x6u) != 0x6u) return SimdLevel::kScalar;
  const Registers extended = cpuid(7, 0);
  const Registers amd = cpuid(0x80000001u, 0);
  const bool bmi = has(extended.b, 3) && has(extended.b, 8) && has(amd.c, 5);  // BMI1, BMI2, LZCNT
  if (!has(extended.b, 5) || !bmi) return SimdLevel::kScalar;                  // AVX2
  const bool foundation = has(extended.b, 16) && has(extended.b, 17) && has(extended.b, 28) && has(extended.b, 30) &&
                          has(extended.b, 31);  // F, DQ, CD, BW, VL
  const bool ice_lake = has(extended.c, 1) && has(extended.c, 6) && has(extended.c, 12) &&
                        has(extended.c, 14);  // VBMI, VBMI2, BITALG, VPOPCNTDQ
  if (!foundation || !ice_lake || (state & 0xe6u) != 0xe6u) return SimdLevel::kAvx2;
  return SimdLevel::kAvx512;
}

std::atomic<int>& current() {
  static std::atomic<int> level{static_cast<int>(supported_simd_level())};
  return level;
}

}  // namespace

SimdLevel supported_simd_level() {
  static const SimdLevel level = detect();
  return level;
}

SimdLevel simd_level() { return static_cast<SimdLevel>(current().load(std::memory_order_relaxed)); }

bool use_simd_level(SimdLevel level) {
  if (static_cast<int>(level) > static_cast<int>(supported_simd_level())) return false;
  current().store(static_cast<int>(level), std::memory_order_relaxed);
  return true;
}

std::string_view simd_level_name(SimdLevel level) {
  switch (level) {
    case SimdLevel::kScalar: return "scalar";
    case SimdLevel::kAvx2: return "avx2";
    case SimdLevel::kAvx512: return "avx512";
  }
  return "scalar";
}

std::optional<SimdLevel> simd_level_from_name(std::string_view name) {
  for (const SimdLevel level : {SimdLevel::kScalar, SimdLevel::kAvx2, SimdLevel::kAvx512}) {
    if (simd_level_name(level) == name) return level;
  }
  return std::nullopt;
}

}  // namespace kernels
