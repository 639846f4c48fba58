// What a table holds in memory, column by column, for summary.json.
//
// units: bytes of the values held, not of what was set aside for them, so the same for any threads and order of rows.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace engine {

struct ColumnMemory {
  std::string name;
  std::uint64_t bytes = 0;
};

struct TableMemory {
  std::string name;
  std::uint64_t rows = 0;
  std::vector<ColumnMemory> columns;

  std::uint64_t bytes() const {
    std::uint64_t sum = 0;
    for (const ColumnMemory& column : columns) sum += column.bytes;
    return sum;
  }

  // Adds a column held in a vector; one that is empty is left out.
  template <class Value>
  void add(const char* column, const std::vector<Value>& values) {
    add(column, values.size() * sizeof(Value));
  }
  void add(const char* column, std::uint64_t bytes) {
    if (bytes > 0) columns.push_back({column, bytes});
  }
};

}  // namespace engine
