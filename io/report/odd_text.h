// Writes the figures of an odd regency under the disclosure rules.
#pragma once

#include "engine/run_summary.h"
#include "io/report/disclosure.h"
#include "io/report/odd_regencies.h"
#include "io/report/phrase.h"

namespace io::report {

struct OddText {
  Both value, median, spreads;  // number cells: rupiah of a mean score, percent of a share
};

// Whether the value may be shown: a mean always, a share where no withheld cell stands behind it.
bool odd_is_shown(const engine::RegionSummary& region, const CellRow& cells, Measure measure);

// A share that a withheld cell stands behind is written as a dash, and its distance as "> 3" or "< -3".
OddText odd_text(const engine::RegionSummary& region, const CellRow& cells, const OddRegency& odd);

// Where it lies: poorer or better off than usual, more or fewer families without a desil.
enum class OddSide { kPoorer, kBetterOff, kMoreUnranked, kFewerUnranked };
OddSide side_of(const OddRegency& odd);
const Phrase& side_name(OddSide side);

const Phrase& measure_name(Measure measure);

// "from – to": one usual spread below to one above the median, as number cells.
Both usual_range(const MeasureSpread& measure_spread, Measure measure);

// "Name (what is odd about it)" for a sentence.
Both odd_phrase(const engine::RegionSummary& region, const CellRow& cells, const OddRegency& odd);

}  // namespace io::report
