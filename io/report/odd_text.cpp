#include "io/report/odd_text.h"

#include <algorithm>

#include "io/report/number_text.h"
#include "io/report/phrases.h"
#include "io/report/region_cells.h"

namespace io::report {
namespace {

Both share_cell(double share) { return decimal(share * 100, 1); }

}  // namespace

bool odd_is_shown(const engine::RegionSummary& region, const CellRow& cells, Measure measure) {
  switch (measure) {
    case Measure::kMeanScore: return true;
    case Measure::kLowDesils: return low_share_precision(region, cells) == Precision::kTenths;
    case Measure::kUnranked: break;
  }
  return cells[0] == Cell::kShown && cells[kTotalColumn] == Cell::kShown;
}

OddText odd_text(const engine::RegionSummary& region, const CellRow& cells, const OddRegency& odd) {
  const Both spreads = decimal(odd.spreads, 1);
  if (odd.measure == Measure::kMeanScore) {
    return {count(rupiah_of(odd.value)), count(rupiah_of(odd.median)), spreads};
  }
  if (odd_is_shown(region, cells, odd.measure)) {
    return {share_cell(odd.value) + Both{"%", "%"}, share_cell(odd.median) + Both{"%", "%"}, spreads};
  }
  const char* bound = odd.spreads > 0 ? "&gt; 3" : "&lt; -3";
  return {{"–", "–"}, share_cell(odd.median) + Both{"%", "%"}, {bound, bound}};
}

OddSide side_of(const OddRegency& odd) {
  const bool above = odd.spreads > 0;
  switch (odd.measure) {
    case Measure::kMeanScore: return above ? OddSide::kBetterOff : OddSide::kPoorer;
    case Measure::kLowDesils: return above ? OddSide::kPoorer : OddSide::kBetterOff;
    case Measure::kUnranked: break;
  }
  return above ? OddSide::kMoreUnranked : OddSide::kFewerUnranked;
}

const Phrase& side_name(OddSide side) {
  switch (side) {
    case OddSide::kPoorer: return phrase::kPoorer;
    case OddSide::kBetterOff: return phrase::kBetterOff;
    case OddSide::kMoreUnranked: return phrase::kMoreUnranked;
    case OddSide::kFewerUnranked: break;
  }
  return phrase::kFewerUnranked;
}

const Phrase& measure_name(Measure measure) {
  switch (measure) {
    case Measure::kMeanScore: return phrase::kMeanMeasure;
    case Measure::kLowDesils: return phrase::kLowMeasure;
    case Measure::kUnranked: break;
  }
  return phrase::kUnrankedMeasure;
}

Both usual_range(const MeasureSpread& usual, Measure measure) {
  const double from = usual.median - usual.spread, to = usual.median + usual.spread;
  const Both dash{" – ", " – "};
  if (measure == Measure::kMeanScore) return count(rupiah_of(from)) + dash + count(rupiah_of(to));
  return share_cell(std::max(0.0, from)) + Both{"%", "%"} + dash + share_cell(std::min(1.0, to)) + Both{"%", "%"};
}

Both odd_phrase(const engine::RegionSummary& region, const CellRow& cells, const OddRegency& odd) {
  const OddText text = odd_text(region, cells, odd);
  const Both name = same(region.name);
  switch (odd.measure) {
    case Measure::kMeanScore:
      return say(phrase::kOddMean, {name, rupiah(rupiah_of(odd.value)), rupiah(rupiah_of(odd.median))});
    case Measure::kLowDesils: return say(phrase::kOddLow, {name, text.value, text.median});
    case Measure::kUnranked: break;
  }
  return say(phrase::kOddUnranked, {name, text.value, text.median});
}

}  // namespace io::report
