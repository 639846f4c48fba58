// Writes a synthetic nation with known truth.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tools/global_options.h"

namespace tools {

struct SynthArguments {
  std::uint64_t persons = 0;
  std::uint64_t seed = 1;
  std::string out;
  std::vector<std::string> formats = {"csv"};  // csv, ndjson, desil
  std::string compress = "none";               // none, gz, zst
  std::string faults;                          // file with other fault rates; empty = the default table
  double fault_scale = 1;
  std::string layout = "dense";  // dense, spread
  std::uint64_t survey_rows = 345'000;
  GlobalOptions global;
};

// errors: engine::Error with the exit code. Returns 0 when the nation is complete.
int synth_command(const SynthArguments& arguments);

}  // namespace tools
