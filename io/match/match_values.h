// Brings the cells of a field to the form in which they are compared (engine/linkage/match/match_field.h).
//
//   name      normalised; several columns are one name
//   date      by its formats, or from columns of year, month and day; a day of the calendar in the years 1 to 9999
//   digits    digits with spaces, points, hyphens and slashes between them
//   category  without case; several columns are one category
//   text      letters folded as in names, digits kept, anything else a space
//   number    decimal, with a point; a comma where it is the only separator
// Cells of more than kLongestCell bytes are no names and texts.
//
// missing: empty cells and those in the list are missing; a cell that is neither and does not parse is missing too and
// is counted. threads: rows in parallel, one answer. order: that of the rows.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "io/match/match_config.h"

namespace io {

inline constexpr std::size_t kLongestCell = 1000;

struct ParsedField {
  std::vector<std::string> values;  // by row
  std::uint64_t missing = 0;        // cells that say nothing
  std::uint64_t unreadable = 0;     // cells that say something else
};

// `columns`: the cells of the field's columns; they are taken and may be changed.
ParsedField parse_field_values(const MatchFieldConfig& field, const std::vector<std::string>& missing,
                               std::vector<std::span<std::string>> columns);

}  // namespace io
