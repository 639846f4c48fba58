// Tells whether an input file is still the one that was read, without reading it: size, times, inode.
//
// A changed byte changes the time of the last change (ctime), which no program can set back; so a file whose
// stamp agrees is taken for the same. errors: none; a file that cannot be seen has a stamp of zeros.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "io/config/run_config.h"

namespace io {

struct InputStamp {
  std::string path;  // as the run file writes it
  std::uint64_t bytes = 0, modified_ns = 0, changed_ns = 0, inode = 0;
  friend bool operator==(const InputStamp&, const InputStamp&) = default;
};

// Of the files that a stage reads, in the order of the run file.
std::vector<InputStamp> input_stamps(const RunConfig& config, RunStage stage);

// The path of the first file that differs; empty where all agree.
std::string first_changed(const std::vector<InputStamp>& before, const std::vector<InputStamp>& now);

}  // namespace io
