// The smallest single changes of a family's own row that would move its national desil: for checking the data.
//
// Each is true in a run of the same inputs but for that cell: the nation is ranked again with the changed score, so
// that a cut that moves with the family is taken in. Of each variable and direction the smallest change of the score
// counts; at most kMostChanges in a direction, the smallest first. Only in the mode "national", where the score is what
// is ranked. Where several sources reach the family, the cell is that of the row that gave it (Explanation::origins).
//
// errors: none. threads: parallel inside. cost: one selection of the national cuts for each change that is given.
#pragma once

#include <vector>

#include "engine/pmt/single_changes.h"
#include "io/run/run_state.h"

namespace io {

inline constexpr std::size_t kMostChanges = 5;

struct DesilChange {
  engine::SingleChange change;
  engine::Desil desil = 0;  // national, with the change
};

// Ascending by desil's direction (down first), then by how little the score changes.
std::vector<DesilChange> desil_changes(const RunState& run, engine::FamilyRow family, std::size_t model);

}  // namespace io
