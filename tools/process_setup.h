// Prepares the process: C locale, no core files, checked pipes, and the options every command shares.
#pragma once

#include "tools/global_options.h"

namespace tools {

// For the very start of the program. Personal data must not reach a core file or another process of
// the same user: core size 0, not dumpable (left dumpable in sanitizer builds, whose leak check
// attaches to the process). A closed pipe is a failed write, not a signal.
void prepare_process();

// Puts threads, SIMD level and memory limit into force. The limit is RLIMIT_DATA: an allocation
// beyond it fails, and the command ends with exit 5.
// errors: engine::Error: kUsage where the machine lacks the SIMD level, kResource where the limit
// cannot be set.
void apply_global_options(const GlobalOptions& options);

}  // namespace tools
