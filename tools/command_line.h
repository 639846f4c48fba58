// Reads the command line of `desil` and runs the command it names.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "tools/explain_options.h"
#include "tools/fit_command.h"
#include "tools/keygen_command.h"
#include "tools/match_command.h"
#include "tools/run_options.h"
#include "tools/synth_command.h"
#include "tools/verify_command.h"

namespace tools {

struct HelpText {
  std::string text;
};
struct VersionRequest {
  GlobalOptions global;
};

using Command = std::variant<HelpText, VersionRequest, SynthArguments, RunOptions, FitOptions, MatchOptions,
                             ExplainOptions, VerifyOptions, KeygenOptions>;

// Reads the arguments after the program's name. Nothing is run or opened, except that `--kk -` and
// `--nik -` read standard input. errors: engine::Error (kUsage) with the nearest command or option.
Command parse_command_line(const std::vector<std::string>& arguments);

// Runs `desil` with its arguments and returns the exit code; every failure is reported on stderr.
int run_command_line(const std::vector<std::string>& arguments);

}  // namespace tools
