// Dates and numbers of many persons at once equal a plain judgement of each, at every SIMD level.
#include "kernels/judge_rows.h"

#include <catch2/catch.hpp>
#include <random>
#include <set>
#include <vector>

#include "kernels/cpu.h"

namespace {

constexpr kernels::SimdLevel kLevels[] = {kernels::SimdLevel::kScalar, kernels::SimdLevel::kAvx2,
                                          kernels::SimdLevel::kAvx512};

struct RestoreLevel {
  ~RestoreLevel() { kernels::use_simd_level(kernels::supported_simd_level()); }
};

template <class Value>
std::vector<Value> room(std::size_t rows) {
  return std::vector<Value>(rows + kernels::kRowPadding);
}

kernels::WrittenDate written(unsigned year, unsigned month, unsigned day) {
  return {year / 100 | std::uint64_t{year % 100} << 16 | std::uint64_t{month} << 32 | std::uint64_t{day} << 48};
}

bool is_leap(unsigned year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

unsigned days_of(unsigned year, unsigned month) {
  if (month == 2) return is_leap(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

// Days are counted from the first of the table, so that a plain count can tell them.
constexpr unsigned kFirstYear = 1950;
constexpr std::uint16_t kNoDay = 0xFFFF;

kernels::MonthTable small_calendar() {
  kernels::MonthTable table;
  table.first_year = kFirstYear;
  std::uint32_t day = 0;
  for (unsigned year = kFirstYear; year < kFirstYear + 20; ++year) {
    for (unsigned month = 1; month <= 12; ++month) {
      table.months[(year - kFirstYear) * 16 + month] = day | days_of(year, month) << 16;
      day += days_of(year, month);
    }
  }
  return table;
}

std::uint16_t plain_day(unsigned year, unsigned month, unsigned day) {
  if (year < kFirstYear || year >= kFirstYear + 20 || month < 1 || month > 12) return kNoDay;
  if (day < 1 || day > days_of(year, month)) return kNoDay;
  unsigned count = day - 1;
  for (unsigned y = kFirstYear; y < year; ++y) count += is_leap(y) ? 366 : 365;
  for (unsigned m = 1; m < month; ++m) count += days_of(year, m);
  return static_cast<std::uint16_t>(count);
}

kernels::NumberTail tail_of(std::uint64_t number) {
  const std::uint64_t serial = number / 100 % 100 | number % 100 << 8;
  return {number / 100'000'000 % 100 << 48 | number / 1'000'000 % 100 << 32 | number / 10'000 % 100 << 16 | serial};
}

// Persons as they are issued, and many that are off in one thing.
struct Persons {
  explicit Persons(std::size_t count, std::mt19937_64& random)
      : nik(room<std::uint64_t>(count)),
        kk(room<std::uint64_t>(count)),
        nik_tail(room<kernels::NumberTail>(count)),
        kk_tail(room<kernels::NumberTail>(count)),
        birth(room<kernels::WrittenDate>(count)),
        sex(room<std::uint8_t>(count)) {
    const auto below = [&](std::uint64_t n) { return static_cast<unsigned>(random() % n); };
    const unsigned areas[] = {110101, 317101, 947102, 999999, 100000};
    for (std::size_t i = 0; i < count; ++i) {
      const unsigned year = 1930 + below(90), month = 1 + below(12), day = 1 + below(28);
      sex[i] = static_cast<std::uint8_t>(1 + below(2));
      birth[i] = written(year, month, day);
      unsigned off = below(20);
      const auto number = [&](unsigned issued_day) {
        return (((areas[below(5)] * 100ull + issued_day) * 100 + month) * 100 + year % 100) * 10'000 + 1 + below(9999);
      };
      nik[i] = number(day + (sex[i] == 2 ? 40 : 0));
      kk[i] = number(1 + below(28));
      if (off == 0) nik[i] = 0;
      if (off == 1) kk[i] = 0;
      if (off == 2) sex[i] = 0;
      if (off == 3) birth[i] = {};
      if (off == 4) nik[i] += std::uint64_t{1} << below(40);
      if (off == 5) kk[i] += std::uint64_t{1} << below(40);
      if (off == 6) sex[i] = static_cast<std::uint8_t>(3 - sex[i]);
      if (off == 7) nik[i] -= nik[i] % 10'000;
      if (off == 8) kk[i] -= kk[i] % 10'000;
      if (off == 9) kk[i] = random() % 10'000'000'000'000'000;
      if (off == 10) birth[i] = written(year + 1, month, day);
      if (off == 11) nik[i] = nik[i] / 10'000'000'000 * 10'000'000'000 + 9'999'999'999;
      if (off == 12) kk[i] = kk[i] / 10'000'000'000 * 10'000'000'000;
      nik[i] %= 10'000'000'000'000'000;
      kk[i] %= 10'000'000'000'000'000;
      nik_tail[i] = tail_of(nik[i]);
      kk_tail[i] = tail_of(kk[i]);
    }
  }
  kernels::NumberRows rows() const {
    return {nik.data(), kk.data(), nik_tail.data(), kk_tail.data(), birth.data(), sex.data()};
  }

  std::vector<std::uint64_t> nik, kk;
  std::vector<kernels::NumberTail> nik_tail, kk_tail;
  std::vector<kernels::WrittenDate> birth;
  std::vector<std::uint8_t> sex;
};

const std::set<std::uint64_t> kAreas = {110101, 317101, 999999};  // that are usual

bool is_date(std::uint64_t day, std::uint64_t month, std::uint64_t short_year) {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= days_of(static_cast<unsigned>(1900 + short_year), static_cast<unsigned>(month)) ||
         day <= days_of(static_cast<unsigned>(2000 + short_year), static_cast<unsigned>(month));
}

bool is_usual(const Persons& persons, std::size_t i) {
  const std::uint64_t nik = persons.nik[i], kk = persons.kk[i];
  if (nik == 0 || kk == 0 || persons.sex[i] == 0 || persons.birth[i].bits == 0) return false;
  if (!kAreas.contains(nik / 10'000'000'000) || !kAreas.contains(kk / 10'000'000'000)) return false;
  if (nik % 10'000 == 0 || kk % 10'000 == 0) return false;
  if (!is_date(kk / 100'000'000 % 100, kk / 1'000'000 % 100, kk / 10'000 % 100)) return false;
  const kernels::WrittenDate birth = persons.birth[i];
  const std::uint64_t issued = birth.day() + (persons.sex[i] == 2 ? 40 : 0);
  return nik / 100'000'000 % 100 == issued && nik / 1'000'000 % 100 == birth.month() &&
         nik / 10'000 % 100 == birth.short_year();
}

}  // namespace

TEST_CASE("judge_rows: days and marks of dates equal a plain calendar at every SIMD level", "[judge_rows]") {
  const RestoreLevel restore;
  const kernels::MonthTable table = small_calendar();
  std::mt19937_64 random(1950);
  const auto below = [&](std::uint64_t n) { return static_cast<unsigned>(random() % n); };
  for (const auto level : kLevels) {
    if (!kernels::use_simd_level(level)) continue;
    for (std::size_t rows = 1; rows < 300; rows += 1 + rows / 7) {
      for (const std::uint16_t last : {kNoDay, std::uint16_t{3000}}) {
        auto dates = room<kernels::WrittenDate>(rows);
        auto days = room<std::uint16_t>(rows);
        auto marks = room<std::uint8_t>(rows);
        std::vector<std::uint16_t> wanted_days(rows);
        std::vector<std::uint8_t> wanted_marks(rows);
        for (std::size_t i = 0; i < rows; ++i) {
          unsigned year = kFirstYear - 2 + below(24), month = below(15), day = below(34);
          switch (below(8)) {
            case 0: year = month = day = 0; break;
            case 1: month = 7, day = 1; break;
            case 2: month = 12, day = 31; break;
            case 3: month = 2, day = 28 + below(3); break;
            case 4: year = below(10'000), month = below(100), day = below(100); break;
            default: break;
          }
          dates[i] = written(year, month, day);
          const std::uint16_t number = plain_day(year, month, day);
          const bool none = dates[i].bits == 0, exists = number != kNoDay;
          wanted_days[i] = number;
          const bool is_late = last != kNoDay && exists && number > last;
          const bool is_default = (month == 7 && day == 1) || (month == 12 && day == 31);
          wanted_marks[i] = static_cast<std::uint8_t>(
              (none ? kernels::kNoDateWritten : 0) | (!exists && !none ? kernels::kNoSuchDay : 0) |
              (is_late ? kernels::kLateDay : 0) | (is_default ? kernels::kDefaultBirthday : 0));
        }
        kernels::find_days(dates.data(), rows, table, kNoDay, last, days.data(), marks.data());
        days.resize(rows);
        marks.resize(rows);
        INFO(kernels::simd_level_name(level) << " rows " << rows);
        if (days != wanted_days) FAIL("days differ");
        if (marks != wanted_marks) FAIL("marks differ");
      }
    }
  }
  SUCCEED();
}

TEST_CASE("judge_rows: the unusual numbers are those of a plain look at every rule", "[judge_rows]") {
  const RestoreLevel restore;
  std::vector<std::uint8_t> areas(1'000'003), days(100 * 128 + 3);
  for (const std::uint64_t area : kAreas) areas[area] = kernels::kUsualArea;
  areas[947102] = 1;
  for (unsigned month = 1; month <= 12; ++month) {
    for (unsigned day = 1; day <= 31; ++day) {
      for (unsigned year = 0; year < 4; ++year) {
        if (is_date(day, month, year)) days[day * 128 + month] |= static_cast<std::uint8_t>(1u << year);
      }
    }
  }
  std::mt19937_64 random(16);
  for (const auto level : kLevels) {
    if (!kernels::use_simd_level(level)) continue;
    std::size_t found_usual = 0, found_unusual = 0;
    for (std::size_t rows = 1; rows < 3000; rows += 1 + rows / 5) {
      const Persons persons(rows, random);
      auto unusual = room<std::uint16_t>(rows);
      unusual.resize(kernels::find_unusual_numbers(persons.rows(), rows, {areas.data(), days.data()}, unusual.data()));
      std::vector<std::uint16_t> wanted;
      for (std::size_t i = 0; i < rows; ++i) {
        if (!is_usual(persons, i)) wanted.push_back(static_cast<std::uint16_t>(i));
      }
      INFO(kernels::simd_level_name(level) << " rows " << rows);
      if (unusual != wanted) FAIL("the lists differ");
      found_unusual += wanted.size();
      found_usual += rows - wanted.size();
    }
    REQUIRE(found_usual > 1000);
    REQUIRE(found_unusual > 1000);
  }
}

TEST_CASE("judge_rows: the area of a number is exact around every area", "[judge_rows]") {
  const RestoreLevel restore;
  std::vector<std::uint8_t> areas(1'000'003), days(100 * 128 + 3, 0xFF);
  for (std::size_t i = 0; i < areas.size(); i += 2) areas[i] = kernels::kUsualArea;
  for (const auto level : kLevels) {
    if (!kernels::use_simd_level(level)) continue;
    constexpr std::size_t kRows = 256;
    std::size_t wrong = 0;
    for (std::uint64_t first = 0; first < 1'000'000; first += kRows / 2) {
      Persons persons = [] {
        std::mt19937_64 unused(1);
        return Persons(kRows, unused);
      }();
      std::vector<std::uint16_t> wanted;
      for (std::size_t i = 0; i < kRows; ++i) {
        // The first and the last number of each area, whose other digits are as usual by tail and table.
        const std::uint64_t area = std::min<std::uint64_t>(first + i / 2, 999'999);
        persons.nik[i] = area * 10'000'000'000 + (i % 2 == 0 ? 0 : 9'999'999'999);
        persons.sex[i] = 1;
        persons.birth[i] = written(1980, 1, 1);
        persons.nik_tail[i] = persons.kk_tail[i] = tail_of(101'800'001);
        if (area % 2 != 0) wanted.push_back(static_cast<std::uint16_t>(i));
      }
      persons.kk.assign(persons.kk.size(), 20'000'000'000);
      std::vector<std::uint16_t> unusual(kRows + kernels::kRowPadding);
      unusual.resize(kernels::find_unusual_numbers(persons.rows(), kRows, {areas.data(), days.data()}, unusual.data()));
      wrong += unusual != wanted;
    }
    INFO(kernels::simd_level_name(level));
    REQUIRE(wrong == 0);
  }
}
