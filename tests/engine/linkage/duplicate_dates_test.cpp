#include "engine/linkage/duplicate_dates.h"

#include <catch2/catch.hpp>
#include <random>

using namespace engine;

namespace {

Day day(const char* text) { return day_from_iso(text).value(); }

}  // namespace

TEST_CASE("duplicate dates: each kind by example, whichever side comes first", "[linkage]") {
  struct Case {
    const char *a, *b;
    DateKind kind;
  };
  for (const Case& c :
       {Case{"1980-05-17", "1980-05-17", DateKind::kEqual}, Case{"1980-07-01", "1980-07-01", DateKind::kEqual},
        Case{"1980-05-17", "1980-07-01", DateKind::kDefault}, Case{"1980-05-17", "1982-12-31", DateKind::kDefault},
        Case{"1980-05-17", "1983-12-31", DateKind::kOther}, Case{"1980-03-05", "1980-05-03", DateKind::kSwapped},
        Case{"1980-05-17", "1987-05-17", DateKind::kOtherYear}, Case{"1919-05-17", "2019-05-17", DateKind::kOtherYear},
        Case{"1980-05-17", "1980-05-27", DateKind::kOneDigit}, Case{"1980-05-12", "1980-05-21", DateKind::kOneDigit},
        Case{"1958-05-17", "1985-05-17", DateKind::kOneDigit}, Case{"1980-05-17", "1980-05-03", DateKind::kSameMonth},
        Case{"1980-05-17", "1984-05-03", DateKind::kNearYear}, Case{"1980-05-17", "1991-05-03", DateKind::kOther},
        Case{"1980-05-17", "1980-08-23", DateKind::kOther}}) {
    CAPTURE(c.a, c.b);
    REQUIRE(date_kind(day(c.a), day(c.b)) == c.kind);
    REQUIRE(date_kind(day(c.b), day(c.a)) == c.kind);
  }
  REQUIRE(date_kind(kNoDate, kNoDate) == DateKind::kOther);
  REQUIRE(date_kind(kNoDate, day("1980-05-17")) == DateKind::kOther);
}

TEST_CASE("duplicate dates: others are at least the persons of that kind and no earlier one", "[linkage]") {
  std::mt19937_64 random(3);
  std::vector<std::uint32_t> by_day(std::size_t{kNoDate} + 1, 0);
  std::vector<Day> days;
  for (int i = 0; i < 20'000; ++i) {
    const auto drawn = static_cast<Day>(random() % 8 == 0 ? *day_from_civil(1960 + int(random() % 40), 7, 1)
                                                          : 20'000 + random() % 15'000);
    days.push_back(drawn);
    ++by_day[drawn];
  }
  const DateChances chances(by_day);
  for (int i = 0; i < 60; ++i) {
    const Day wanted = days[random() % days.size()];
    std::array<std::uint64_t, kDateKinds> counts{};
    for (const Day other : days) ++counts[static_cast<std::size_t>(date_kind(wanted, other))];
    for (const DateKind kind : {DateKind::kEqual, DateKind::kDefault}) {
      REQUIRE(chances.others(kind, wanted) == counts[static_cast<std::size_t>(kind)]);
    }
    // The others leave out what an earlier kind has taken, the chance does not; swaps of digits are few.
    for (const DateKind kind : {DateKind::kSwapped, DateKind::kOtherYear, DateKind::kSameMonth, DateKind::kNearYear}) {
      REQUIRE(chances.others(kind, wanted) >= counts[static_cast<std::size_t>(kind)]);
    }
  }
}
