// Gives a family its home and belongings: the coded columns and measures of the catalogue.
//
// Every indicator is drawn from a latent score q = r·v + √(1−r²)·e of its own, where v is the welfare of
// the family and its region, so that all are correlated with each other through v. Thresholds give
// plausible national shares (assumed). The catalogue's checks hold: a large gas cylinder goes with fuel
// 2 or 3, electric goods need electricity, closet and disposal need a toilet.
// threads: a pure function of the stream.
#pragma once

#include "tools/synth/people.h"
#include "tools/synth/random_stream.h"

namespace tools::synth {

// `affluence`: v of the family. `province`: 2 digits. Fills row.codes and row.numbers.
void furnish(Stream& stream, double affluence, bool urban, std::uint32_t province, std::size_t members,
             IndicatorRow& row);

}  // namespace tools::synth
