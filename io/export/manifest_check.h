// Checks a run folder against its manifest: recomputes every hash and names what is wrong.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "io/export/manifest.h"

namespace io {

enum class FileState : std::uint8_t {
  kIntact,
  kChanged,  // other bytes than the run wrote
  kMissing,
  kNotRegular,  // a folder, link or device stands at its name
};

struct FileCheck {
  std::string name;
  FileState state = FileState::kIntact;
  std::uint64_t bytes = 0;  // as the manifest says
};

enum class SignatureState : std::uint8_t { kUnsigned, kNotChecked, kHolds, kFalse };

struct ManifestCheck {
  Manifest manifest;
  std::vector<FileCheck> files;        // core outputs, then volatile ones, each by name
  std::vector<std::string> leftovers;  // of an interrupted run, by name: no damage; .resume is one
  std::vector<std::string> unlisted;   // other files of the folder, by name: no damage
  SignatureState signature = SignatureState::kUnsigned;

  bool intact() const;  // every file intact and no false signature
};

// `public_key` may be empty: a signature is then kNotChecked. `on_bytes` hears of progress.
// errors: as read_manifest and signature_holds; kResource where a file cannot be read.
ManifestCheck check_manifest(const std::string& folder, const std::string& public_key,
                             const std::function<void(std::uint64_t)>& on_bytes = {});

// Names of temporary files (io/output_file.h) in a folder, ascending.
std::vector<std::string> temporary_files(const std::string& folder);

// Removes those whose process no longer lives; to be called when a run starts to write.
void remove_stale_temporary_files(const std::string& folder);

}  // namespace io
