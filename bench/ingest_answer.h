// Sums up a persons file so that readers of different make can be compared, and has the slow reader that
// judges them.
//
// An answer is of the accepted rows; empty cells add nothing. Sums wrap at 2^64. It shares no code with
// io/ingest: std::getline, and a walk over the bytes of each line.
#pragma once

#include <cstdint>
#include <string>

namespace bench {

struct IngestAnswer {
  std::uint64_t rows = 0;
  std::uint64_t nik_sum = 0, kk_sum = 0;
  std::uint64_t men = 0, women = 0;
  std::uint64_t birth_days = 0;  // sum of days since 1900-01-01
  std::uint64_t villages = 0;    // distinct codes as written
  std::uint64_t name_bytes = 0;  // of the names as written, in UTF-8

  bool operator==(const IngestAnswer&) const = default;
  std::string text() const;  // "rows=… nik_sum=…": as bench/peers prints it
};

// Reads a whole, well-formed registry file of persons: comma-separated with RFC 4180 quotes and no line feed
// in a cell, or NDJSON (by the name of the file). errors: std::runtime_error where a row is not that.
IngestAnswer plain_answer(const std::string& path);

}  // namespace bench
