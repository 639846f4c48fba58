// Composes one family: who lives on the KK, with sex, birth date, relation, marital status and name.
//
// The head comes first. Sizes run from 1 to about 12 with a mean near 3.02 (95.98 M families of 290.13 M
// persons, July 2026); children's ages fit the mother's; birth dates are heaped on 31 December, 1 July
// and the 15th by age (shares assumed). threads: a pure function of the stream.
#pragma once

#include <vector>

#include "tools/synth/people.h"
#include "tools/synth/random_stream.h"

namespace tools::synth {

// Appends the members of one family to `persons`; at most `limit` of them (≥ 1).
void compose_family(Stream& stream, Custom custom, double male_share, std::size_t limit, std::vector<Person>& persons);

// A birth date for an age, with the heaps of the registry. `family_default`: the family's dates were guessed.
engine::Day draw_birth(Stream& stream, int age, bool family_default);

}  // namespace tools::synth
