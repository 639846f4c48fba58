// What `desil explain` was asked to do.
#pragma once

#include <string>

#include "tools/global_options.h"

namespace tools {

struct ExplainOptions {
  std::string out;   // folder of a finished run
  std::string kk;    // 16 digits, checked; empty where `nik` is given
  std::string nik;   // 16 digits, checked; empty where `kk` is given
  std::string html;  // file for one printable page; empty = text only
  GlobalOptions global;
};

}  // namespace tools
