// Counts the cells that a model meets by its rule for them and not by a plain value: missing ones, which take the
// coefficient under `missing`, and merged codes of the catalogue ("asbestos or zinc"), which stand in the group that
// the model gives them.
//
// shape: result[range][feature], as `ranges` (in ascending order without overlap) and model.features; `levels` from
//   derive_levels of the same model and indicators; `ranked` has one entry a family, 0 = not counted.
// missing: a feature's level is missing: its variable is, `per` is missing or 0, or a part of an interaction is
// missing.
//   A merged code is counted with each category over its column, once for a family and feature.
// unknown codes: none can be here. A cell outside the catalogue rejects its row (io/ingest) unless the run file maps
// it. threads: parallel by range; one answer for any count. cost: about half a cycle a family and feature.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/pmt/model.h"
#include "engine/store/family_indicators.h"
#include "engine/store/nibble_tiles.h"

namespace engine {

struct FeatureCells {
  std::uint64_t missing = 0;
  std::uint64_t merged = 0;

  friend bool operator==(const FeatureCells&, const FeatureCells&) = default;
};

// The merged codes of a category's column; none for other features.
std::span<const std::uint8_t> merged_codes_of(const Feature& feature);

std::vector<std::vector<FeatureCells>> count_feature_cells(const PmtModel& model, const FamilyIndicators& indicators,
                                                           const NibbleTiles& levels,
                                                           std::span<const ModelRange> ranges,
                                                           std::span<const std::uint8_t> ranked);

}  // namespace engine
