// Turns true values into those a source noted: older, partly redrawn, partly empty, sometimes merged.
#pragma once

#include "tools/synth/people.h"
#include "tools/synth/random_stream.h"
#include "tools/synth/source_spec.h"

namespace tools::synth {

IndicatorRow noted_indicators(Stream& stream, const SourceSpec& spec, const Family& family, std::uint32_t province);

// Redraws schooling, work or health of a person where the source noted something else.
void note_livelihood(Stream& stream, const SourceSpec& spec, double welfare, bool urban, Person& person);

}  // namespace tools::synth
