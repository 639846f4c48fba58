// Writes a manifest into a folder of a test, signed where a key is given.
#pragma once

#include <string>

#include "io/export/manifest.h"
#include "io/export/manifest_signature.h"
#include "io/output_file.h"

namespace tests {

inline void write_manifest(const std::string& folder, const io::Manifest& manifest, const std::string& sign_key) {
  const std::string text = io::manifest_text(manifest);
  io::write_output_file(folder + "/" + io::kManifestName, text);
  if (!sign_key.empty()) {
    io::write_output_file(folder + "/" + io::kSignatureName, io::sign_manifest(text, sign_key));
  }
}

}  // namespace tests
