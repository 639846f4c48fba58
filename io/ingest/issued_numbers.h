// Notes what is odd about the NIK and KK of a row (number_checks.h); 0 = missing, nothing to note.
#pragma once

#include "engine/store/region_tree.h"
#include "engine/store/source_rows.h"
#include "io/ingest/row_loop.h"

namespace io::detail {

void note_numbers(const engine::RegionTree& regions, engine::Nik nik, engine::NomorKk kk, RowQuality& quality);

}  // namespace io::detail
