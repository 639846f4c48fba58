#include "kernels/compare_dates.h"

#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "tests/reference/date_agreement.h"

namespace {

using kernels::DateAgreement;

const std::map<std::string, DateAgreement> kKinds = {
    {"equal", DateAgreement::kEqual},
    {"day month swapped", DateAgreement::kDayMonthSwapped},
    {"digits swapped", DateAgreement::kDigitsSwapped},
    {"year one off", DateAgreement::kYearOneOff},
    {"year ten off", DateAgreement::kYearTenOff},
    {"century off", DateAgreement::kCenturyOff},
    {"one digit", DateAgreement::kOneDigit},
    {"default equal", DateAgreement::kDefaultEqual},
    {"default day", DateAgreement::kDefaultDay},
    {"default same year", DateAgreement::kDefaultSameYear},
    {"same year month", DateAgreement::kSameYearMonth},
    {"same year", DateAgreement::kSameYear},
    {"default near year", DateAgreement::kDefaultNearYear},
    {"default other year", DateAgreement::kDefaultOtherYear},
    {"other", DateAgreement::kOther},
    {"missing", DateAgreement::kMissing},
};

// From YYYYMMDD through numbers; empty is missing.
kernels::PackedDate packed(const std::string& text) {
  if (text.empty()) return kernels::kMissingDate;
  const auto part = [&](std::size_t at, std::size_t size) {
    return static_cast<unsigned>(std::stoul(text.substr(at, size)));
  };
  return kernels::pack_date(part(0, 4), part(4, 2), part(6, 2));
}

std::string random_date(std::mt19937_64& random) {
  if (random() % 40 == 0) return "";
  const std::size_t year = random() % 5 == 0 ? 1900 + random() % 180 : 1958 + random() % 14;
  if (random() % 8 == 0) return std::to_string(year) + (random() % 2 == 0 ? "1231" : "0701");
  const std::size_t month = 1 + random() % 12, day = random() % 6 == 0 ? 15 : 1 + random() % 28;
  return std::to_string(year * 10'000 + month * 100 + day);
}

}  // namespace

TEST_CASE("compare_dates: one case of every kind", "[compare_dates]") {
  struct Case {
    const char *a, *b, *kind;
  };
  const Case cases[] = {
      {"19800503", "19800503", "equal"},
      {"19800615", "19800615", "equal"},  // the 15th may be a birthday
      {"19800503", "19800305", "day month swapped"},
      {"19800512", "19800521", "digits swapped"},
      {"19580512", "19850512", "digits swapped"},
      {"19800110", "19801110", "one digit"},
      {"19890503", "19900503", "year one off"},
      {"19840503", "19850503", "year one off"},
      {"19840615", "19850615", "year one off"},
      {"19840503", "19940503", "year ten off"},
      {"19950503", "20050503", "year ten off"},
      {"19250503", "20250503", "century off"},
      {"19840503", "19870503", "one digit"},
      {"19840503", "19840513", "one digit"},
      {"19840515", "19840513", "one digit"},
      {"19841231", "19841231", "default equal"},
      {"19840701", "19840701", "default equal"},
      {"19840515", "19840527", "default day"},
      {"19840701", "19841231", "default same year"},
      {"19840701", "19840702", "default same year"},
      {"19840503", "19840527", "same year month"},
      {"19840503", "19841127", "same year"},
      {"19840701", "19850701", "default near year"},
      {"19841231", "19940412", "default near year"},
      {"19841231", "19870412", "default other year"},
      {"19840503", "19911127", "other"},
      {"", "19840503", "missing"},
      {"", "", "missing"},
  };
  std::map<std::string, int> seen;
  for (const Case& c : cases) {
    INFO(c.a << " | " << c.b);
    REQUIRE(kernels::compare_dates(packed(c.a), packed(c.b)) == kKinds.at(c.kind));
    REQUIRE(kernels::compare_dates(packed(c.b), packed(c.a)) == kKinds.at(c.kind));
    ++seen[c.kind];
  }
  REQUIRE(seen.size() == kernels::kDateAgreements);
}

TEST_CASE("compare_dates: 1 January is a default date only where the caller says so", "[compare_dates]") {
  const kernels::PackedDate a = packed("19800101"), b = packed("19800412");
  REQUIRE(kernels::compare_dates(a, a) == DateAgreement::kEqual);
  REQUIRE(kernels::compare_dates(a, b) == DateAgreement::kSameYear);
  const kernels::DefaultDates january{.first_of_january = true};
  REQUIRE(kernels::compare_dates(a, a, january) == DateAgreement::kDefaultEqual);
  REQUIRE(kernels::compare_dates(b, a, january) == DateAgreement::kDefaultSameYear);
}

TEST_CASE("compare_dates: random pairs and edits of every kind equal the textbook, both ways round",
          "[compare_dates]") {
  std::mt19937_64 random(1900);
  std::map<std::string, int> seen;
  for (int round = 0; round < 60'000; ++round) {
    const std::string a = random_date(random);
    std::string b = random_date(random);
    if (!a.empty() && random() % 2 == 0) {  // near a: some parts of it
      const std::string year = random() % 8 == 0 ? std::to_string(std::stoi(a.substr(0, 4)) + 100) : a.substr(0, 4);
      const std::string c = b.empty() ? a : b;
      b = (random() % 4 == 0 ? c.substr(0, 4) : year) + (random() % 3 == 0 ? c : a).substr(4, 2) +
          (random() % 3 == 0 ? c : a).substr(6);
      if (random() % 16 == 0 && a.substr(6) <= "12") b = a.substr(0, 4) + a.substr(6) + a.substr(4, 2);
    }
    const bool january = random() % 2 == 0;
    const std::string kind = reference::date_agreement(a, b, january);
    const kernels::DefaultDates defaults{.first_of_january = january};
    if (kernels::compare_dates(packed(a), packed(b), defaults) != kKinds.at(kind))
      FAIL(a << " | " << b << " | " << kind);
    if (kernels::compare_dates(packed(b), packed(a), defaults) != kKinds.at(kind))
      FAIL(b << " | " << a << " | " << kind);
    ++seen[kind];
  }
  for (const auto& [kind, value] : kKinds) {
    INFO(kind);
    REQUIRE(seen[kind] > 20);
  }
}

TEST_CASE("compare_dates: columns give what single pairs give", "[compare_dates]") {
  std::mt19937_64 random(7);
  std::vector<kernels::PackedDate> a(1'003), b(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) a[i] = packed(random_date(random)), b[i] = packed(random_date(random));
  std::vector<DateAgreement> out(a.size() + 1, DateAgreement::kMissing);
  kernels::compare_dates(a.data(), b.data(), out.data(), a.size());
  for (std::size_t i = 0; i < a.size(); ++i) REQUIRE(out[i] == kernels::compare_dates(a[i], b[i]));
}
