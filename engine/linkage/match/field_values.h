// Gives every different value of a field a number, ascending by text, and counts its rows.
//
// So rows are compared by number first, each value is prepared once, and nothing depends on the order of the rows. All
// name fields share one numbering, so that a given name can be compared with a family name.
//
// shape: a number a row. missing: kMissingValue for the empty text. threads: reading from any. cost: one parallel sort
// of the rows.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/linkage/match/match_field.h"

namespace engine {

using ValueId = std::uint32_t;
inline constexpr ValueId kMissingValue = std::numeric_limits<ValueId>::max();

struct FieldValues {
  std::string name;
  FieldType type = FieldType::kText;
  std::vector<ValueId> rows;                              // by row
  std::shared_ptr<const std::vector<std::string>> texts;  // by value, ascending
  std::vector<std::uint32_t> counts;                      // rows of this field by value
  std::uint64_t present = 0;                              // rows with a value

  const std::string& text(ValueId value) const { return (*texts)[value]; }
};

// Takes the texts of the fields. shape: equally many rows in every field, below 2^31.
std::vector<FieldValues> number_values(std::vector<MatchField> fields);

// The rank of every row when rows are sorted by their values; equal rows by number.
std::vector<std::uint32_t> rank_by_content(std::span<const FieldValues> fields);

}  // namespace engine
