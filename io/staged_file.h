// A file that can be complete on disk under a temporary name before it takes its final one.
//
// io/export/output_set.h publishes several of them together: it calls `finish` on each, renames
// `temporary()` to the final name and calls `release`. A staged file that is never published is removed
// by its destructor, and the final name stays untouched.
//
// errors: engine::Error (kResource) that names the final file. threads: one at a time.
#pragma once

#include <cstdint>
#include <string>

namespace io {

class StagedFile {
 public:
  StagedFile() = default;
  StagedFile(const StagedFile&) = delete;
  StagedFile& operator=(const StagedFile&) = delete;
  StagedFile(StagedFile&&) noexcept = default;
  StagedFile& operator=(StagedFile&&) noexcept = default;
  virtual ~StagedFile() = default;

  // Writes what is left, syncs and closes under the temporary name.
  virtual void finish() = 0;
  // The name until the rename; empty after `release`.
  virtual const std::string& temporary() const = 0;
  // Leaves the temporary file to the caller, who renames it.
  virtual void release() = 0;

  virtual std::uint64_t bytes() const = 0;
  // SHA-256 of the whole file, in hex; valid after `finish`.
  virtual const std::string& sha256() = 0;
};

}  // namespace io
