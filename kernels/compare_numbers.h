// Compares two NIKs or two KKs digit by digit: how far apart they are, by which error, and in which part.
//
//   differing_digits      places where the digits differ (R. W. Hamming, BSTJ 29(2), 1950), 0 to 16
//   one_adjacent_swap     whether one swap of two neighbouring digits makes one the other
//   osa_distance_to_2     optimal string alignment distance: substitution, insertion, deletion, swap of neighbours
//                         at a cost of one each, no part edited twice (F. Damerau, CACM 7(3), 1964; R. Lowrance
//                         and R. Wagner, JACM 22(2), 1975). Exact for 0, 1 and 2; kOsaBeyond2 for more
//   number_difference     the edit behind a distance of at most 2, with its place and the parts it touches
//
// A NIK is PPKKCC DDMMYY SSSS: place of first registration, birth date with 40 added to the day of a woman, and a
// serial (PP 40/2019; domain page 3.1). A KK has the same parts, its date is that of registration, without the 40.
//
// shape: packed digits (kernels/packed_digits.h). missing: 0; a pair with a missing side is never alike: 16 digits
// differ, no swap, kOsaBeyond2, kMissing, and this holds where both are missing. symmetric in both arguments.
// threads: safe. errors: none. cost: word steps, no loop, no allocation; columns cost the same per pair.
#pragma once

#include <cstddef>
#include <cstdint>

#include "kernels/packed_digits.h"

namespace kernels {

inline constexpr int kOsaBeyond2 = 3;

int differing_digits(PackedDigits a, PackedDigits b);
bool one_adjacent_swap(PackedDigits a, PackedDigits b);
int osa_distance_to_2(PackedDigits a, PackedDigits b);

// The edit between two numbers. Where several explain a distance of 2, the first of this order.
enum class NumberEdit : std::uint8_t {
  kEqual = 0,
  kAdjacentSwap = 1,         // distance 1
  kSubstitution = 2,         // distance 1
  kTwoSubstitutions = 3,     // distance 2, as all below to kShift
  kSwapAndSubstitution = 4,  //
  kTwoSwaps = 5,             //
  kShift = 6,                // a digit left out and another put in: the digits between moved by one place
  kOther = 7,                // distance above 2
  kMissing = 8,
};

// Bits of the parts in which two numbers differ.
enum NumberPart : std::uint8_t {
  kProvinceDigits = 1,  // digits 1–2
  kRegencyDigits = 2,   // digits 3–4
  kDistrictDigits = 4,  // digits 5–6
  kDayDigits = 8,       // digits 7–8
  kMonthDigits = 16,    // digits 9–10
  kYearDigits = 32,     // digits 11–12
  kSerialDigits = 64,   // digits 13–16
  kRegionDigits = 1 + 2 + 4,
  kDateDigits = 8 + 16 + 32,
};

struct NumberDifference {
  NumberEdit edit = NumberEdit::kMissing;
  std::uint8_t digits = 0;  // that differ, 0 to 16
  std::uint8_t first = 0;   // first and last differing digit, 1 to 16; 0 where none differs or one is missing
  std::uint8_t last = 0;
  std::uint8_t parts = 0;  // bits of NumberPart
  friend bool operator==(const NumberDifference&, const NumberDifference&) = default;
};

NumberDifference number_difference(PackedDigits a, PackedDigits b);

// What the day fields of two NIKs say: 01–31 is a man's day, 41–71 a woman's, anything else is no day.
enum class NikDay : std::uint8_t {
  kSameDaySameSex = 0,
  kSameDayOtherSex = 1,  // exactly 40 apart: the 40 of a woman left out or put in
  kOtherDaySameSex = 2,
  kOtherDayOtherSex = 3,
  kNoDay = 4,  // one side has no day; equal fields are kNoDay too
  kMissing = 5,
};

NikDay nik_day(PackedDigits a, PackedDigits b);

// Columns: out[i] is osa_distance_to_2(a[i], b[i]); n elements each, no overlap with `out`.
void osa_distances_to_2(const PackedDigits* a, const PackedDigits* b, std::uint8_t* out, std::size_t n);

}  // namespace kernels
