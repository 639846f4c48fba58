// Reads a filled-in review.csv: what people decided of pairs of a source row and a registry person (--decisions).
//
//   sumber,baris,nik,nik_registri,keputusan      found by the header, in any order; review.csv's other columns may
//   stand keputusan: `sama` the row is that person, `beda` it is not, empty undecided (such a row is passed over)
//
// The delimiter is found from the header (a comma, `;`, a tab or `|`, as spreadsheets write them); quotes as RFC 4180,
// CR LF or LF, a byte order mark allowed.
// errors: engine::Error (kInput) with file, row (records from 1, the header apart), column, what was seen (masked),
// what is wanted and the cure: unknown, missing or double columns, cells that are no NIK or number, words that are no
// decision, a source that the run does not have; and decisions that contradict each other: two persons for one row, a
// pair that is `sama` and `beda`, two rows for one person where the source has one row a person.
// size: at most 64 MiB. threads: safe.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "io/config/run_config.h"

namespace io {

inline const char* decision_word(bool same) { return same ? "sama" : "beda"; }

struct ReviewDecision {
  std::string source;
  std::uint64_t baris = 0;
  std::uint64_t nik = 0;  // of the row, 0 = empty
  std::uint64_t registry_nik = 0;
  bool same = false;
  std::uint64_t row = 0;  // of the decisions file
};

// In the order of the file, pairs decided twice alike once.
std::vector<ReviewDecision> read_decisions(const InputPath& path, const std::vector<SourceConfig>& sources);

// Throws the error of a cell; `seen` must be masked.
[[noreturn]] void refuse_decision(const std::string& file, std::uint64_t row, const std::string& column,
                                  const std::string& seen, const std::string& wanted, const std::string& cure);

// True where a review.csv has a decision in it: work of people that a run must not write over.
bool has_decisions(const std::string& path);

}  // namespace io
