// Holds a NIK or KK against the rules by which the registry issues them: place, date, serial.
//
// NIK: PPKKCC DDMMYY SSSS, a woman's day is 40 higher, the serial starts at 0001. KK: the same with the
// day of registration and no 40. None of this is a reason to reject: a NIK is permanent even where the
// place or date behind it was wrong.
#pragma once

#include <cstdint>

#include "engine/store/date.h"
#include "engine/store/source_rows.h"

namespace io {

struct NumberFindings {
  bool area_unknown = false;
  bool date_impossible = false;  // no day of the calendar in either century
  bool serial_zero = false;
  bool day_invalid = false;    // the day alone: not 01-31, nor 41-71 in a NIK; date_impossible holds too
  bool month_invalid = false;  // the month alone: not 01-12; date_impossible holds too
};

NumberFindings check_nik(engine::Nik nik, bool area_known);
NumberFindings check_kk(engine::NomorKk kk, bool area_known);

// The six digits of the place.
inline std::uint32_t area_of(std::uint64_t number16) {
  return static_cast<std::uint32_t>(number16 / 10'000'000'000ull);
}

// True where the day in the NIK says the other sex.
bool nik_contradicts_sex(engine::Nik nik, engine::Sex sex);
// True where the date in the NIK has another day, month or two-digit year; not for impossible dates.
bool nik_contradicts_birth(engine::Nik nik, const engine::CivilDate& birth);

}  // namespace io
