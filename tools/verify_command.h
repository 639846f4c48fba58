// Checks a run folder against its manifest.
#pragma once

#include <string>

#include "tools/global_options.h"

namespace tools {

struct VerifyOptions {
  std::string path;        // a run folder
  std::string public_key;  // PEM file that checks manifest.json.sig; empty = the signature is not checked
  GlobalOptions global;
};

// Prints one line per file that is not as the run wrote it, and what the folder is.
// Returns 0, or 4 where something is damaged. errors: engine::Error with the exit code.
int verify_command(const VerifyOptions& options);

}  // namespace tools
