#include "io/ingest/number_checks.h"

namespace io {
namespace {

struct IssueDate {
  unsigned day, month, year;  // as written: the day with its 40, two digits of the year
};

IssueDate issue_date(std::uint64_t number) {
  return {static_cast<unsigned>(number / 100'000'000 % 100), static_cast<unsigned>(number / 1'000'000 % 100),
          static_cast<unsigned>(number / 10'000 % 100)};
}

// 29 February needs a leap year in one of the centuries: 1900 was none, 2000 was one.
bool possible(unsigned day, unsigned month, unsigned year) {
  constexpr unsigned kDays[] = {0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12 || day < 1 || day > kDays[month]) return false;
  return month != 2 || day != 29 || year % 4 == 0;
}

unsigned plain_day(unsigned day) { return day > 40 ? day - 40 : day; }

NumberFindings findings(unsigned day, const IssueDate& date, bool area_known, std::uint64_t number) {
  return {!area_known, !possible(day, date.month, date.year), number % 10'000 == 0, day < 1 || day > 31,
          date.month < 1 || date.month > 12};
}

}  // namespace

NumberFindings check_nik(engine::Nik nik, bool area_known) {
  const IssueDate date = issue_date(nik.value);
  return findings(plain_day(date.day), date, area_known, nik.value);
}

NumberFindings check_kk(engine::NomorKk kk, bool area_known) {
  const IssueDate date = issue_date(kk.value);
  return findings(date.day, date, area_known, kk.value);
}

bool nik_contradicts_sex(engine::Nik nik, engine::Sex sex) {
  if (sex == engine::Sex::kUnknown) return false;
  return (issue_date(nik.value).day > 40) != (sex == engine::Sex::kFemale);
}

bool nik_contradicts_birth(engine::Nik nik, const engine::CivilDate& birth) {
  const IssueDate written = issue_date(nik.value);
  if (!possible(plain_day(written.day), written.month, written.year)) return false;
  return static_cast<int>(plain_day(written.day)) != birth.day || static_cast<int>(written.month) != birth.month ||
         static_cast<int>(written.year) != birth.year % 100;
}

}  // namespace io
