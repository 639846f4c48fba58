// What `desil run` was asked to do.
#pragma once

#include <optional>
#include <string>

#include "io/config/run_stage.h"
#include "tools/global_options.h"

namespace tools {

struct RunOptions {
  std::string run_file;                           // path of run.toml as the user wrote it
  std::string out;                                // output folder
  io::RunStage to_stage = io::RunStage::kReport;  // last stage to do
  std::optional<double> max_rejects;              // instead of [limits] max_rejects, 0 to 1
  std::string decisions;                          // a filled-in review.csv; empty = none
  std::string truth;                              // file or folder of a known truth; empty = none
  bool resume = false;                            // go on where an interrupted run stopped
  std::string sign_key;  // PEM file of an Ed25519 private key; empty = the manifest stays unsigned
  GlobalOptions global;
};

}  // namespace tools
