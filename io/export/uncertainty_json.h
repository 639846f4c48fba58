// Writes how sure the desils are (engine/desil/uncertainty.h) as the member `uncertainty` of summary.json.
//
//   watched_desil, firm_from        the cut and the chance of the flag tegas/ambang
//   true_cuts                       where the cuts of the true expenditure are expected, ln rupiah
//   tegas, ambang                   families by national desil
//   true_desil_shares               by national desil: expected share of its weight in each true desil
//   inclusion_error, exclusion_error  by cut, expected; null where nobody is chosen, or meant
//   provinces, regencies            the same errors among their families, of the national desil and of their own
#pragma once

#include "engine/run_summary.h"
#include "io/export/json_text.h"

namespace io {

void write_uncertainty(JsonText& json, const engine::RunSummary& summary);

}  // namespace io
