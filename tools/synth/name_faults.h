// Changes names and dates as people, clerks and spreadsheets do.
//
// threads: pure functions of the stream. Names stay upper case.
#pragma once

#include <cstdint>

#include "engine/store/date.h"
#include "tools/synth/fault_table.h"
#include "tools/synth/name_text.h"

namespace tools::synth {

// Applies a fault of the name or birth date; returns it, or kNone where it does not apply (a swapped day
// that is no month, a word dropped from nothing).
Fault change_person(Stream& stream, Fault fault, bool male, NameText& name, engine::Day& birth);

// Changes the NIK: one digit, two neighbours, or the last digits lost to zeros. Returns it unchanged where
// the fault has nothing to change.
std::uint64_t change_nik(Stream& stream, Fault fault, std::uint64_t nik);

}  // namespace tools::synth
