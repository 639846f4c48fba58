// Gives packed codes of up to three small numbers other numbers: names whose tokens are numbered anew
// (engine/store/name_code.h).
//
//   bit 0      1: not such a code, it stays
//   a number   2 bits of width class, then a field of NumberClass::width bits; from bit 1 upwards
//   the end    where the remaining bits are 0
//
// A number's place is its field plus NumberClass::first. renamed[place] is its new class and field (the two lowest bits
// and those above), or kNoNumber; renamed[0] is 0 and stands for no number.
//
// shape: places are inside `renamed`. missing: codes that are left as they are, for bit 0, for a fourth number or
// because the new ones do not fit 64 bits, are listed, ascending. threads: safe. one answer: the same at every SIMD
// level. cost: one pass, no allocation; about 3 ns a code (AVX-512).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace kernels {

struct NumberClass {
  std::uint32_t width = 0, first = 0;
};
using NumberClasses = std::array<NumberClass, 4>;

inline constexpr std::uint32_t kNoNumber = 0xFFFFFFFFu;

// `left` has room for an entry of each code; gives how many there are.
std::size_t rename_codes(std::uint64_t* codes, std::size_t count, const NumberClasses& classes,
                         const std::uint32_t* renamed, std::uint32_t* left);

}  // namespace kernels
