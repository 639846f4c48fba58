#include "tools/synth_command.h"

#include "engine/error.h"

namespace tools {

int synth_command(const SynthArguments& arguments) {
  throw engine::Error(engine::ExitCode::kUsage, arguments.out + ": this build cannot write nations.");
}

}  // namespace tools
