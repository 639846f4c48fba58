#include "engine/store/date.h"

namespace engine {
namespace {

constexpr int kDaysTo1900 = 25567;  // from 1900-01-01 to 1970-01-01

bool leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int month_length(int year, int month) {
  constexpr int kLengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && leap(year) ? 29 : kLengths[month - 1];
}

}  // namespace

std::optional<Day> day_from_civil(int year, int month, int day) {
  if (year < 1900 || year > 2079 || month < 1 || month > 12) return std::nullopt;
  if (day < 1 || day > month_length(year, month)) return std::nullopt;
  const int y = month <= 2 ? year - 1 : year;
  const int era = y / 400;
  const int year_of_era = y - era * 400;
  const int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  const int since_1900 = era * 146097 + day_of_era - 719468 + kDaysTo1900;
  if (since_1900 < 0 || since_1900 >= kNoDate) return std::nullopt;
  return static_cast<Day>(since_1900);
}

CivilDate civil_from_day(Day value) {
  const int z = static_cast<int>(value) - kDaysTo1900 + 719468;
  const int era = z / 146097;
  const int day_of_era = z - era * 146097;
  const int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int shifted_month = (5 * day_of_year + 2) / 153;
  CivilDate date;
  date.day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
  date.month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
  date.year = year_of_era + era * 400 + (date.month <= 2 ? 1 : 0);
  return date;
}

std::optional<Day> day_from_iso(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto digits = [&](std::size_t at, std::size_t count) {
    int value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
      if (text[i] < '0' || text[i] > '9') return -1;
      value = value * 10 + (text[i] - '0');
    }
    return value;
  };
  const int year = digits(0, 4), month = digits(5, 2), day = digits(8, 2);
  if (year < 0 || month < 0 || day < 0) return std::nullopt;
  return day_from_civil(year, month, day);
}

int age_in_years(Day birth, Day reference) {
  if (birth >= reference) return 0;
  const CivilDate b = civil_from_day(birth), r = civil_from_day(reference);
  const bool before_birthday = r.month < b.month || (r.month == b.month && r.day < b.day);
  return r.year - b.year - (before_birthday ? 1 : 0);
}

}  // namespace engine
