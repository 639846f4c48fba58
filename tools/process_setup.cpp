#include "tools/process_setup.h"

#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <clocale>
#include <csignal>
#include <cstring>
#include <thread>

#include "engine/error.h"
#include "engine/parallel.h"

namespace tools {
namespace {

// Lets every worker thread come to life: one born later would want memory for its stack when the limit
// is in force, and the thread library ends the program where it gets none.
void start_threads() {
  constexpr std::chrono::milliseconds kLongestWait{50};
  const auto wanted = static_cast<std::size_t>(engine::threads());
  std::atomic<std::size_t> alive{0};
  engine::parallel_for(wanted, 1, [&](std::size_t, std::size_t) {
    ++alive;
    const auto end = std::chrono::steady_clock::now() + kLongestWait;
    while (alive < wanted && std::chrono::steady_clock::now() < end) std::this_thread::yield();
  });
}

}  // namespace

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
  if (options.simd && !kernels::use_simd_level(*options.simd)) {
    throw engine::Error(engine::ExitCode::kUsage,
                        fmt::format("--simd {}: this machine has '{}' at most. Cure: leave the option out; the answer "
                                    "is the same at every level.",
                                    kernels::simd_level_name(*options.simd),
                                    kernels::simd_level_name(kernels::supported_simd_level())));
  }
  engine::set_threads(options.threads);
  if (options.memory_limit == 0) return;
  start_threads();
  const rlimit limit{options.memory_limit, options.memory_limit};
  if (::setrlimit(RLIMIT_DATA, &limit) != 0) {
    throw engine::Error(
        engine::ExitCode::kResource,
        fmt::format("--memory-limit: the system refuses it: {}. Cure: a limit below the one already set (ulimit -d).",
                    std::strerror(errno)));
  }
}

}  // namespace tools
