#include "engine/linkage/duplicate_dates.h"

#include <bit>
#include <cstdlib>

#include "kernels/compare_dates.h"

namespace engine {
namespace {

constexpr int kDefaultYears = 2, kOtherYears = 10, kCentury = 100;

constexpr int kFirstYear = 1900, kLastYear = 2079;  // of engine/store/date.h
constexpr std::size_t kYears = kLastYear - kFirstYear + 1, kMonths = 12, kDaysAMonth = 31;

// Every day's date, so that pairs of dates are compared without a division.
const std::vector<DateParts>& dates_of_days() {
  static const std::vector<DateParts> dates = [] {
    std::vector<DateParts> all(std::size_t{kNoDate} + 1);
    for (std::size_t day = 0; day < kNoDate; ++day) {
      const CivilDate date = civil_from_day(static_cast<Day>(day));
      all[day] = {kernels::pack_date(static_cast<unsigned>(date.year), static_cast<unsigned>(date.month),
                                     static_cast<unsigned>(date.day)),
                  static_cast<std::int16_t>(date.year), static_cast<std::uint8_t>(date.month),
                  static_cast<std::uint8_t>(date.day)};
    }
    return all;
  }();
  return dates;
}

bool is_default(const DateParts& date) {
  return (date.month == 7 && date.day == 1) || (date.month == 12 && date.day == 31);
}

bool one_digit_or_swap(std::uint32_t a, std::uint32_t b) {
  const std::uint32_t differ = a ^ b;
  if (differ == 0) return false;
  const int low = std::countr_zero(differ) / 4;
  const std::uint32_t rest = differ >> (4 * low);
  if (rest < 16) return true;
  const std::uint32_t two_a = a >> (4 * low) & 0xFF, two_b = b >> (4 * low) & 0xFF;
  return rest < 256 && (two_a >> 4 | (two_a & 15) << 4) == two_b;
}

bool is_date(int year, int month, int day) {
  return year >= kFirstYear && year <= kLastYear && month >= 1 && month <= int{kMonths} && day >= 1 &&
         day <= int{kDaysAMonth};
}

std::size_t month_place(int year, int month) {
  return static_cast<std::size_t>(year - kFirstYear) * kMonths + static_cast<std::size_t>(month - 1);
}

}  // namespace

DateParts date_parts(Day day) { return dates_of_days()[day]; }

DateKind date_kind(Day a, Day b) { return date_kind(date_parts(a), date_parts(b)); }

DateKind date_kind(const DateParts& first, const DateParts& second) {
  if (first.digits == 0 || second.digits == 0) return DateKind::kOther;
  if (first.digits == second.digits) return DateKind::kEqual;
  const int years = std::abs(first.year - second.year);
  if ((is_default(first) || is_default(second)) && years <= kDefaultYears) return DateKind::kDefault;
  if (years == 0 && first.day == second.month && first.month == second.day) return DateKind::kSwapped;
  if (first.day == second.day && first.month == second.month && (years <= kOtherYears || years == kCentury)) {
    return DateKind::kOtherYear;
  }
  if (one_digit_or_swap(first.digits, second.digits)) return DateKind::kOneDigit;
  if (first.month == second.month && years <= kOtherYears) {
    return years == 0 ? DateKind::kSameMonth : DateKind::kNearYear;
  }
  return DateKind::kOther;
}

DateChances::DateChances(std::span<const std::uint32_t> persons_by_day)
    : by_day_(persons_by_day.begin(), persons_by_day.end()),
      by_date_(kYears * kMonths * kDaysAMonth, 0),
      by_month_(kYears * kMonths, 0),
      before_(by_day_.size() + 1, 0) {
  for (std::size_t day = 0; day < by_day_.size(); ++day) {
    if (day < kNoDate) {
      const DateParts date = date_parts(static_cast<Day>(day));
      const std::size_t month = month_place(date.year, date.month);
      by_date_[month * kDaysAMonth + date.day - 1] = by_day_[day];
      by_month_[month] += by_day_[day];
      all_ += by_day_[day];
    }
    before_[day + 1] = all_;
  }
}

std::uint64_t DateChances::on(int year, int month, int day) const {
  if (!is_date(year, month, day)) return 0;
  return by_date_[month_place(year, month) * kDaysAMonth + static_cast<std::size_t>(day - 1)];
}

std::uint64_t DateChances::in_month(int year, int month) const {
  return is_date(year, month, 1) ? by_month_[month_place(year, month)] : 0;
}

std::uint64_t DateChances::in_years(int first, int last) const {
  const auto begin = day_from_civil(first, 1, 1), end = day_from_civil(last, 12, 31);
  return before_[end ? *end + std::size_t{1} : std::size_t{kNoDate}] - before_[begin ? *begin : std::size_t{0}];
}

std::uint64_t DateChances::others(DateKind kind, Day day) const {
  if (day == kNoDate) return all_;
  const DateParts date = date_parts(day);
  std::uint64_t sum = 0;
  switch (kind) {
    case DateKind::kEqual: return by_day_[day];
    case DateKind::kDefault:
      if (is_default(date)) return in_years(date.year - kDefaultYears, date.year + kDefaultYears) - by_day_[day];
      for (int year = date.year - kDefaultYears; year <= date.year + kDefaultYears; ++year) {
        sum += on(year, 7, 1) + on(year, 12, 31);
      }
      return sum;
    case DateKind::kSwapped: return on(date.year, date.day, date.month);
    case DateKind::kOtherYear:
      for (int years = 1; years <= kOtherYears; ++years) {
        sum += on(date.year - years, date.month, date.day) + on(date.year + years, date.month, date.day);
      }
      return sum + on(date.year - kCentury, date.month, date.day) + on(date.year + kCentury, date.month, date.day);
    case DateKind::kOneDigit: {
      // Years, months and days that are one digit away; swaps of neighbouring digits are few and counted as none.
      for (int step = 1; step <= 1000; step *= 10) {
        const int digit = date.year / step % 10;
        for (int other = 0; other < 10; ++other) {
          if (other != digit) sum += on(date.year + (other - digit) * step, date.month, date.day);
        }
      }
      for (int step = 1; step <= 10; step *= 10) {
        const int month = date.month / step % 10, in_month = date.day / step % 10;
        for (int other = 0; other < 10; ++other) {
          if (other != month) sum += on(date.year, date.month + (other - month) * step, date.day);
          if (other != in_month) sum += on(date.year, date.month, date.day + (other - in_month) * step);
        }
      }
      return sum;
    }
    case DateKind::kSameMonth: return in_month(date.year, date.month) - by_day_[day];
    case DateKind::kNearYear:
      for (int years = -kOtherYears; years <= kOtherYears; ++years) {
        if (years != 0) sum += in_month(date.year + years, date.month) - on(date.year + years, date.month, date.day);
      }
      return sum;
    case DateKind::kOther: break;
  }
  return all_;
}

}  // namespace engine
