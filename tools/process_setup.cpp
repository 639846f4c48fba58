#include "tools/process_setup.h"

#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <cerrno>
#include <clocale>
#include <csignal>
#include <cstring>

#include "engine/error.h"
#include "engine/parallel.h"

namespace tools {

void prepare_process() {
  std::setlocale(LC_ALL, "C");
  std::signal(SIGPIPE, SIG_IGN);
  const rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
#ifndef DESIL_SANITIZE
  ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

void apply_global_options(const GlobalOptions& options) {
  if (options.memory_limit != 0) {
    const rlimit limit{options.memory_limit, options.memory_limit};
    if (::setrlimit(RLIMIT_DATA, &limit) != 0) {
      throw engine::Error(engine::ExitCode::kResource,
                          fmt::format("--memory-limit: the system refuses it: {}. Cure: a limit below the one already set (ulimit -d).",
                                      std::strerror(errno)));
    }
  }
  if (options.simd && !kernels::use_simd_level(*options.simd)) {
    throw engine::Error(engine::ExitCode::kUsage,
                        fmt::format("--simd {}: this machine has '{}' at most. Cure: leave the option out; the answer is the same at every level.",
                                    kernels::simd_level_name(*options.simd), kernels::simd_level_name(kernels::supported_simd_level())));
  }
  engine::set_threads(options.threads);
}

}  // namespace tools
