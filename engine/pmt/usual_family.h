// The reference family of an explanation: of every feature the level that most ranked families have.
//
// It is nobody in particular, and the same for all families of a run, so that two explanations can be laid side by
// side. Its score in a family's model plus the differences of the parts is the family's score, to the last digit.
//
// Counted are the families of at most kUsualTiles tiles spread evenly over the registry (a million families): all
// of them in small registries. Ties go to the smaller level. missing: not counted; a feature that all of them miss is
// missing. An interaction has the level that its parts have. order: none. threads: parallel by tile, one answer.
// cost: below a tenth of a second.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/pmt/model.h"
#include "engine/store/nibble_tiles.h"

namespace engine {

inline constexpr std::size_t kUsualTiles = 8192;

struct UsualFamily {
  std::vector<std::uint8_t> levels;  // by feature; empty where nobody is ranked
  std::uint64_t families = 0;        // counted

  friend bool operator==(const UsualFamily&, const UsualFamily&) = default;
};

// `levels` of derive_levels; `ranked` has one entry a family, 0 = not counted.
UsualFamily usual_family(const PmtModel& model, const NibbleTiles& levels, std::span<const std::uint8_t> ranked);

// The score of a family with these levels.
PmtScore score_of_levels(const PmtModel& model, std::size_t model_index, std::span<const std::uint8_t> levels);

}  // namespace engine
