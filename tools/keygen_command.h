// Makes a key file: 256 random bits as 64 hexadecimal digits and LF, mode 0600.
#pragma once

#include <string>

#include "tools/global_options.h"

namespace tools {

struct KeygenOptions {
  std::string file;
  GlobalOptions global;
};

// errors: engine::Error: kKey where the file exists already; kResource where it cannot be written.
int keygen_command(const KeygenOptions& options);

}  // namespace tools
