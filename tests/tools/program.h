// Runs the built program as a user would and keeps what it says.
#pragma once

#include <string>
#include <vector>

#include "tests/temporary_folder.h"

namespace tests {

struct ProgramResult {
  int exit_code = -1;  // -1 where a signal ended it
  int signal = 0;
  std::string out, err;
};

// `environment` replaces the whole environment where it is not empty ("NAME=value").
ProgramResult run_program(const std::vector<std::string>& arguments, const std::string& input = "",
                          const std::vector<std::string>& environment = {});

void write_text(const std::string& path, const std::string& text);
std::string read_text(const std::string& path);

}  // namespace tests
