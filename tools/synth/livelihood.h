// Gives the members of a family schooling, work and health that fit their age, sex, region and welfare.
//
// Fills Person::codes (0 where the question does not apply: work below 15, schooling below 5) and
// Person::schooling_step, and counts the member aggregates of the PMT. Shares are assumed.
// threads: pure functions of the stream.
#pragma once

#include <span>

#include "tools/synth/people.h"
#include "tools/synth/random_stream.h"

namespace tools::synth {

void assign_livelihoods(Stream& stream, double welfare, bool urban, std::span<Person> members);

// Fills row.aggregates from the members as the PMT counts them (engine/store/family_indicators.h).
void count_members(std::span<const Person> members, IndicatorRow& row);

}  // namespace tools::synth
