#include "kernels/compare_numbers.h"

#include <bit>

namespace kernels {
namespace {

constexpr std::uint64_t kOnes = 0x1111'1111'1111'1111ull;
constexpr int kDigits = 16;

bool missing(PackedDigits a, PackedDigits b) { return a == 0 || b == 0; }

// The low bit of each nibble that is not 0.
std::uint64_t marked(std::uint64_t nibbles) {
  nibbles |= nibbles >> 2;
  return (nibbles | nibbles >> 1) & kOnes;
}

// The later digit of each pair of differing neighbours whose digits are swapped between the numbers.
std::uint64_t swapped_pairs(PackedDigits a, PackedDigits b, std::uint64_t differing) {
  return differing & differing >> 4 & ~marked(a ^ b >> 4) & ~marked(a >> 4 ^ b);
}

// Whether four differing digits are two swapped pairs.
bool two_swaps(std::uint64_t differing, std::uint64_t pairs) {
  const std::uint64_t low = differing & (~differing + 1);
  const std::uint64_t rest = differing & ~(low | low << 4);
  return (pairs & low) != 0 && (pairs & rest & (~rest + 1)) != 0;
}

// Whether a digit left out at one end of the differing stretch and one put in at the other explain it all. What
// is equal before and behind the stretch costs nothing in the best alignment, so both edits are at its ends.
bool shifted(PackedDigits a, PackedDigits b, std::uint64_t differing) {
  const int behind = std::countr_zero(differing), before = std::countl_zero(differing) - 3;
  const std::uint64_t stretch = ~std::uint64_t{0} >> before & ~std::uint64_t{0} << behind;
  const std::uint64_t but_last = stretch & stretch << 4;
  return ((a << 4 ^ b) & but_last) == 0 || ((a ^ b << 4) & but_last) == 0;
}

NumberEdit edit_of(PackedDigits a, PackedDigits b, std::uint64_t differing) {
  const int digits = std::popcount(differing);
  if (digits == 0) return NumberEdit::kEqual;
  if (digits == 1) return NumberEdit::kSubstitution;
  const std::uint64_t pairs = digits <= 4 ? swapped_pairs(a, b, differing) : 0;
  if (digits == 2) return pairs != 0 ? NumberEdit::kAdjacentSwap : NumberEdit::kTwoSubstitutions;
  if (digits == 3 && pairs != 0) return NumberEdit::kSwapAndSubstitution;
  if (digits == 4 && two_swaps(differing, pairs)) return NumberEdit::kTwoSwaps;
  return shifted(a, b, differing) ? NumberEdit::kShift : NumberEdit::kOther;
}

int cost_of(NumberEdit edit) {
  switch (edit) {
    case NumberEdit::kEqual: return 0;
    case NumberEdit::kAdjacentSwap:
    case NumberEdit::kSubstitution: return 1;
    case NumberEdit::kTwoSubstitutions:
    case NumberEdit::kSwapAndSubstitution:
    case NumberEdit::kTwoSwaps:
    case NumberEdit::kShift: return 2;
    case NumberEdit::kOther:
    case NumberEdit::kMissing: break;
  }
  return kOsaBeyond2;
}

std::uint8_t parts_of(std::uint64_t differing) {
  struct Part {
    std::uint64_t digits;
    NumberPart part;
  };
  constexpr Part kParts[] = {
      {0xFF00'0000'0000'0000ull, kProvinceDigits}, {0x00FF'0000'0000'0000ull, kRegencyDigits},
      {0x0000'FF00'0000'0000ull, kDistrictDigits}, {0x0000'00FF'0000'0000ull, kDayDigits},
      {0x0000'0000'FF00'0000ull, kMonthDigits},    {0x0000'0000'00FF'0000ull, kYearDigits},
      {0x0000'0000'0000'FFFFull, kSerialDigits},
  };
  unsigned parts = 0;
  for (const Part& part : kParts) {
    if ((differing & part.digits) != 0) parts |= part.part;
  }
  return static_cast<std::uint8_t>(parts);
}

// The day field of a NIK as a number, 0 to 99.
int day_field(PackedDigits nik) {
  const auto field = static_cast<int>(nik >> 32 & 0xFF);
  return field - 6 * (field >> 4);
}

constexpr int kWomansDays = 40;
bool man(int day) { return day >= 1 && day <= 31; }
bool woman(int day) { return man(day - kWomansDays); }

}  // namespace

int differing_digits(PackedDigits a, PackedDigits b) { return missing(a, b) ? kDigits : std::popcount(marked(a ^ b)); }

bool one_adjacent_swap(PackedDigits a, PackedDigits b) {
  const std::uint64_t differing = marked(a ^ b);
  return !missing(a, b) && std::popcount(differing) == 2 && swapped_pairs(a, b, differing) != 0;
}

int osa_distance_to_2(PackedDigits a, PackedDigits b) {
  return missing(a, b) ? kOsaBeyond2 : cost_of(edit_of(a, b, marked(a ^ b)));
}

NumberDifference number_difference(PackedDigits a, PackedDigits b) {
  NumberDifference found;
  if (missing(a, b)) {
    found.digits = kDigits;
    return found;
  }
  const std::uint64_t differing = marked(a ^ b);
  found.edit = edit_of(a, b, differing);
  found.digits = static_cast<std::uint8_t>(std::popcount(differing));
  if (differing == 0) return found;
  found.first = static_cast<std::uint8_t>(std::countl_zero(differing) / 4 + 1);
  found.last = static_cast<std::uint8_t>(kDigits - std::countr_zero(differing) / 4);
  found.parts = parts_of(differing);
  return found;
}

NikDay nik_day(PackedDigits a, PackedDigits b) {
  if (missing(a, b)) return NikDay::kMissing;
  const int day_a = day_field(a), day_b = day_field(b);
  if (!(man(day_a) || woman(day_a)) || !(man(day_b) || woman(day_b))) return NikDay::kNoDay;
  const bool same_sex = woman(day_a) == woman(day_b);
  const bool same_day = day_a % kWomansDays == day_b % kWomansDays;
  if (same_day) return same_sex ? NikDay::kSameDaySameSex : NikDay::kSameDayOtherSex;
  return same_sex ? NikDay::kOtherDaySameSex : NikDay::kOtherDayOtherSex;
}

void osa_distances_to_2(const PackedDigits* a, const PackedDigits* b, std::uint8_t* out, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) out[i] = static_cast<std::uint8_t>(osa_distance_to_2(a[i], b[i]));
}

}  // namespace kernels
