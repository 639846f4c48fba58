// Holds the values of a column against what they may be; the first that may not is refused by section and row.
//
// cost: a pass that the compiler can vectorise; the row is looked for only where something is wrong.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "io/source_snapshot/row_reader.h"

namespace io::source_snapshot {

// `bad(value)` tells what may not be; `first` is the row of values[0] in the snapshot.
template <class Value, class Bad>
void check_values(const RowTables& tables, const std::string& section, std::uint64_t first,
                  std::span<const Value> values, const char* wanted, Bad&& bad) {
  unsigned found = 0;
  for (const Value value : values) found |= static_cast<unsigned>(bad(value));
  if (found == 0) return;
  std::size_t at = 0;
  while (!bad(values[at])) ++at;
  refuse_value(tables, section, first + at, wanted);
}

}  // namespace io::source_snapshot
