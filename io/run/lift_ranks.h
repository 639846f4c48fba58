// Turns the scores into what is ranked, in the modes "lifted" and "groups" (engine/desil/MODES.md), and writes
// distribution.csv, the distribution that was used.
//
// errors: engine::Error(kInput) where a regency with ranked families has no distribution.
// cost: 4 bytes a family that stay (ranking_score), 2 for the time of the stage.
#pragma once

#include <cstdint>
#include <vector>

#include "io/run/run_state.h"

namespace io {

// By family: 1 or its members, 0 where it is not ranked.
std::vector<std::uint16_t> ranking_weights(const RunState& run, DesilWeight weight);

// Marks the families that a source knows as members of its list; nothing in other modes than "groups".
void note_known_families(RunState& run, std::size_t source, const engine::FamilyWinners& winners);

void lift_ranks(RunState& run);

}  // namespace io
