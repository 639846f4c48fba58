// Says what a desil is a tenth of in this run: families, or persons.
#pragma once

#include "engine/run_summary.h"
#include "io/report/phrases.h"

namespace io::report {

inline const Phrase& tenths_of(const engine::RunSummary& summary) {
  return summary.weight == "persons" ? phrase::kTenthsOfPersons : phrase::kTenthsOfFamilies;
}

}  // namespace io::report
