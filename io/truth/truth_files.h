// Reads the truth of a nation, where it is known: which person stands behind each row, and what was planted in it.
//
//   persons.csv   sumber,baris,orang   a line for every row of the registry and of each source to be judged; `orang` is
//                                      any number from 1 on, empty where the row is nobody's
//   faults.csv    sumber,baris,jenis   planted faults; may be missing
//
// `baris` counts the records of a source as rejects.csv and links.csv do. Lines come in any order; LF or CR LF, a byte
// order mark, .gz and .zst are read. A source that the run does not have is passed over and counted.
//
// memory: columns of 32-bit numbers, 4 bytes a row and 8 a fault. cost: one pass over the files, 200 MB/s on one
// thread. errors: Error (kUsage) for a path that does not exist; (kInput) for a line or cell that is not as above, with
// file, row, column, what was seen and wanted, and the cure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/linkage/link_truth.h"
#include "io/config/run_config.h"

namespace io {

// `path`: the folder of persons.csv and faults.csv, or one above its folder truth/, or the persons file itself, beside
// which faults.csv is looked for.
TruthPaths find_truth(const std::string& path);

struct Truth {
  std::vector<std::string> sources;          // as asked for
  std::vector<engine::SourceTruth> columns;  // by source; without rows where the truth does not name it
  std::vector<std::string> kinds;            // of faults, ascending
  std::uint64_t lines_passed_over = 0;       // of other sources
  std::string other_source;                  // the first of them
};

// Reads only the header lines, and throws as read_truth would.
void check_truth(const TruthPaths& paths);
Truth read_truth(const TruthPaths& paths, std::vector<std::string> sources);

}  // namespace io
