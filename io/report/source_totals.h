// Adds up what the files of a source held.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "engine/run_summary.h"

namespace io::report {

struct RowTotals {
  std::uint64_t read = 0, accepted = 0, rejected = 0;
};
inline RowTotals rows_of(const engine::SourceSummary& source) {
  RowTotals totals;
  for (const engine::FileSummary& file : source.files) {
    totals.read += file.rows_read;
    totals.accepted += file.accepted;
    totals.rejected += file.rejected;
  }
  return totals;
}

inline std::uint64_t matched_persons(const engine::SourceSummary& source) {
  return source.padan + source.ragu + source.konflik + source.tidak_padan;
}

inline std::uint64_t sum_of(const std::map<std::string, std::uint64_t>& counts) {
  std::uint64_t sum = 0;
  for (const auto& [word, rows] : counts) sum += rows;
  return sum;
}

}  // namespace io::report
