// Lists what the score of a family would be, were one cell of its indicators another: for checking the data, not as
// advice. Cells are those of the family's own row (coded columns and numbers); what its members add up to is not
// changed.
//
// Of a coded column every value of the catalogue is tried but merged codes, of a number the values next to where a
// feature of the model takes another level. A change is given once for each score it leads to, with the value nearest
// the family's own.
//
// order: by variable, then by value. missing: a missing cell may be filled; no cell is emptied. threads: safe.
// cost: some hundred scores of one family.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/pmt/model.h"
#include "engine/store/family_indicators.h"

namespace engine {

struct SingleChange {
  Variable variable;
  std::optional<std::uint16_t> from;
  std::uint16_t to = 0;
  PmtScore score = 0;  // of the family with it

  friend bool operator==(const SingleChange&, const SingleChange&) = default;
};

std::vector<SingleChange> single_changes(const PmtModel& model, std::size_t model_index,
                                         const FamilyIndicators& indicators, std::size_t family);

}  // namespace engine
