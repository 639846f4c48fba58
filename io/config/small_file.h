// Reads a whole small file: a configuration, a manifest, a key.
#pragma once

#include <cstddef>
#include <string>

namespace io {

inline constexpr std::size_t kConfigLimit = std::size_t{1} << 20;

// Returns the bytes of a regular file of at most `limit` bytes.
// errors: engine::Error: kUsage where the path names no regular file or a larger one, kResource where
// reading fails. `what` says in the message what the file should have been, e.g. "run file".
std::string read_small_file(const std::string& path, std::size_t limit, const std::string& what);

}  // namespace io
