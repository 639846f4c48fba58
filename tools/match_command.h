// `desil match A [B] --model link.toml --out DIR`: finds the rows of one file, or of two, that are one person.
#pragma once

#include <string>

#include "tools/global_options.h"

namespace tools {

struct MatchOptions {
  GlobalOptions global;
  std::string left, right;  // right empty: one file
  std::string link_model;
  std::string out;
};

// Returns the exit code. errors: engine::Error.
int match_command(const MatchOptions& options);

}  // namespace tools
