// Keeps how the ranking modes turned scores into what is ranked (engine/desil/MODES.md), for summary and explain.
//
// shape: vectors have one entry a regency. Empty in the mode "national".
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "engine/desil/expenditure_distribution.h"
#include "engine/desil/quantile_map.h"
#include "engine/desil/source_groups.h"

namespace io {

struct RankingTrail {
  engine::ExpenditureTable table;
  std::vector<std::optional<std::size_t>> distributions;  // row of `table`
  engine::CombinedPositions positions;                    // mode "groups"
  std::vector<std::optional<engine::QuantileMap>> lifts;  // nothing where nobody is ranked
};

}  // namespace io
