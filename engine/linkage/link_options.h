// How a source is to be linked: its own promises, the model it starts from, and what people have decided.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/linkage/link_model.h"

namespace engine {

// What somebody who looked at both says of a pair: the row is that registry person, or it is not.
struct RowDecision {
  std::uint32_t baris = 0;
  PersonRow person = kNoRow;
  bool same = false;
  friend auto operator<=>(const RowDecision&, const RowDecision&) = default;
};

// Rows that a labelled pair counts as where m is learned, whether its family is in the sample or not.
inline constexpr double kRowsOfDecision = 1;

struct LinkOptions {
  bool one_row_per_person = false;      // no second rows, and links are one to one
  std::optional<LinkParameters> model;  // empty: learned from the start values of the engine
  bool learn = true;                    // with a model: learn on from it; false: it is used as it is
  std::vector<RowDecision> decisions;   // ascending; of a row at most one `same`, and no pair that is both
  bool fixed() const { return model && !learn; }
};

}  // namespace engine
