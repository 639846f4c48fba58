// Names the types of the columns that `match` compares, and the levels in which two values of a type agree.
//
// Values come in a canonical form, and the empty text is missing:
//   name      normalised (kernels/normalize_name.h)
//   date      eight digits YYYYMMDD of a day of the calendar
//   digits    digits only
//   category  one spelling a category
//   text      capital letters, digits and single spaces
//   number    a decimal number that std::from_chars reads
//
// order: levels run from most to least agreement; the last but one is "different", the last is "missing".
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/linkage/model/pattern_layout.h"

namespace engine {

enum class FieldType : std::uint8_t { kName, kDate, kDigits, kCategory, kText, kNumber };

// One field of all rows: rows of the left file first, then those of the right file.
struct MatchField {
  std::string name;  // for model and report
  FieldType type = FieldType::kText;
  std::vector<std::string> values;
};

// The names of the levels; stable, since models store them.
std::span<const std::string_view> level_names(FieldType type);

inline AgreementLevel missing_level(FieldType type) {
  return static_cast<AgreementLevel>(level_names(type).size() - 1);
}
inline AgreementLevel different_level(FieldType type) {
  return static_cast<AgreementLevel>(level_names(type).size() - 2);
}

}  // namespace engine
