#include "tools/explain_command.h"

#include "engine/error.h"

namespace tools {

int explain_command(const ExplainOptions& options) {
  throw engine::Error(engine::ExitCode::kUsage, options.out + ": this build cannot explain runs.");
}

}  // namespace tools
