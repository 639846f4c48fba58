// Writes quality.csv: how many accepted rows of each regency have each soft finding. Counts only, no person.
//
// shape: `sumber,tabel,kode_wilayah,temuan,baris,dari`; tabel is orang or keluarga, `dari` the accepted rows of
// that table in the regency. Lines with 0 rows are left out.
// order: sources as given, persons before families, regencies ascending (rows of no known regency last, with an
// empty code), findings ascending.
#pragma once

#include <string>
#include <vector>

#include "engine/run_summary.h"

namespace io {

std::string quality_csv(const std::vector<engine::SourceSummary>& sources);

}  // namespace io
