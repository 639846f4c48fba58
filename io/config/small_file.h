// Reads a whole small file: a configuration, a manifest, a key.
#pragma once

#include <cstddef>
#include <string>

#include "engine/error.h"

namespace io {

inline constexpr std::size_t kConfigLimit = std::size_t{1} << 20;

// Returns the bytes of a regular file of at most `limit` bytes; never waits on a pipe or device.
// errors: engine::Error: `refused` where the file is missing, is a folder or no regular file, or is larger,
// and the message says which; kResource where reading fails. `what` says in the message what the file
// should have been, e.g. "run file".
std::string read_small_file(const std::string& path, std::size_t limit, const std::string& what,
                            engine::ExitCode refused = engine::ExitCode::kUsage);

}  // namespace io
