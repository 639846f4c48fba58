#include "tools/run_command.h"

#include "engine/error.h"
#include "io/config/run_config.h"

namespace tools {

int run_command(const RunOptions& options) {
  const io::RunConfig config = io::read_run_config(options.run_file, options.to_stage);
  throw engine::Error(engine::ExitCode::kUsage, config.shown_path + ": this build has no stages to run.");
}

}  // namespace tools
