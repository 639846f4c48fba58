// Checks a run folder against its manifest, or one snapshot, and names what is damaged.
#pragma once

#include <cstdint>
#include <string>

#include "tools/global_options.h"

namespace tools {

struct VerifyOptions {
  std::string path;             // a run folder or a .desil file
  std::uint64_t min_epoch = 0;  // an older snapshot counts as damaged
  std::string public_key;       // PEM file that checks manifest.json.sig; empty = the signature is not checked
  GlobalOptions global;
};

// Prints one line per file or page that is not as it was written, and what the folder or snapshot is.
// Returns 0; 4 where something is damaged; 6 where an encrypted snapshot shows no damage but there is no key
// to authenticate it. errors: engine::Error with the exit code.
int verify_command(const VerifyOptions& options);

}  // namespace tools
