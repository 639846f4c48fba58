// Counts how strong the evidence of the links of a source is: rows by match weight and state.
//
// The weight is that of the row's likeliest person in whole bits, rounded down, also where that person was not taken;
// a closed row has the weight of its NIK, birth date, sex and name (SourceLinking::link_with_weight). order: whole
// numbers, one answer. threads: parallel inside. cost: one look-up of a name for each closed row.
#pragma once

#include "engine/linkage/source_linking.h"
#include "engine/run_summary.h"

namespace engine {

// Fills `weights` and `without_candidate`; after `finish`.
void count_weights(const SourceLinking& linking, LinkSummary& summary);

}  // namespace engine
