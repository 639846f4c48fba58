#include "kernels/compare_dates.h"

#include <bit>

namespace kernels {
namespace {

constexpr PackedDate kDay = 0xFF, kMonth = 0xFF00, kMonthDay = 0xFFFF, kYear = 0xFFFF'0000;
constexpr PackedDate kMidMonth = 0x15;

bool is_default(PackedDate date, DefaultDates defaults) {
  const PackedDate month_day = date & kMonthDay;
  return month_day == 0x1231 || month_day == 0x0701 || (defaults.first_of_january && month_day == 0x0101);
}

unsigned year_of(PackedDate date) {
  const unsigned hundreds = date >> 24, rest = date >> 16 & 0xFF;
  return (hundreds - 6 * (hundreds >> 4)) * 100 + (rest - 6 * (rest >> 4));
}

unsigned years_apart(PackedDate a, PackedDate b) {
  const unsigned year_a = year_of(a), year_b = year_of(b);
  return year_a > year_b ? year_a - year_b : year_b - year_a;
}

bool day_month_swapped(PackedDate a, PackedDate b) {
  return ((a ^ b) & kYear) == 0 && (a & kDay) == (b & kMonth) >> 8 && (a & kMonth) >> 8 == (b & kDay);
}

// The low bit of each digit that differs.
PackedDate differing_digits(PackedDate a, PackedDate b) {
  PackedDate differing = a ^ b;
  differing |= differing >> 2;
  return (differing | differing >> 1) & 0x1111'1111;
}

// Two neighbours cannot pass where only one of them differs.
bool digits_swapped(PackedDate a, PackedDate b, PackedDate differing) {
  if (std::popcount(differing) != 2) return false;
  const int low = std::countr_zero(differing);
  return (a >> low & 0xF) == (b >> (low + 4) & 0xF) && (a >> (low + 4) & 0xF) == (b >> low & 0xF);
}

DateAgreement compare_with_default(PackedDate a, PackedDate b) {
  if (a == b) return DateAgreement::kDefaultEqual;
  switch (years_apart(a, b)) {
    case 0: return DateAgreement::kDefaultSameYear;
    case 1:
    case 10:
    case 100: return DateAgreement::kDefaultNearYear;
    default: return DateAgreement::kDefaultOtherYear;
  }
}

DateAgreement compare_true_dates(PackedDate a, PackedDate b) {
  if (a == b) return DateAgreement::kEqual;
  if (day_month_swapped(a, b)) return DateAgreement::kDayMonthSwapped;
  const PackedDate differing = differing_digits(a, b);
  if (digits_swapped(a, b, differing)) return DateAgreement::kDigitsSwapped;
  if (((a ^ b) & kMonthDay) == 0) {
    switch (years_apart(a, b)) {
      case 1: return DateAgreement::kYearOneOff;
      case 10: return DateAgreement::kYearTenOff;
      case 100: return DateAgreement::kCenturyOff;
      default: break;
    }
  }
  if (std::has_single_bit(differing)) return DateAgreement::kOneDigit;
  if (((a ^ b) & kYear) != 0) return DateAgreement::kOther;
  if (((a ^ b) & kMonth) != 0) return DateAgreement::kSameYear;
  if ((a & kDay) == kMidMonth || (b & kDay) == kMidMonth) return DateAgreement::kDefaultDay;
  return DateAgreement::kSameYearMonth;
}

}  // namespace

DateAgreement compare_dates(PackedDate a, PackedDate b, DefaultDates defaults) {
  if (a == kMissingDate || b == kMissingDate) return DateAgreement::kMissing;
  if (is_default(a, defaults) || is_default(b, defaults)) return compare_with_default(a, b);
  return compare_true_dates(a, b);
}

void compare_dates(const PackedDate* a, const PackedDate* b, DateAgreement* out, std::size_t n, DefaultDates defaults) {
  for (std::size_t i = 0; i < n; ++i) out[i] = compare_dates(a[i], b[i], defaults);
}

}  // namespace kernels
