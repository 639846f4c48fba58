// Fits a PMT to a survey and writes pmt.json and the fit report beside it.
#pragma once

#include <string>

#include "tools/global_options.h"

namespace tools {

struct FitOptions {
  std::string survey, spec, out;
  GlobalOptions global;
};

// errors: engine::Error with the exit code. Returns 0 when the model was written.
int fit_command(const FitOptions& options);

}  // namespace tools
