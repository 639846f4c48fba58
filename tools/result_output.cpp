#include "tools/result_output.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>

#include "engine/error.h"

namespace tools {

void print_result(std::string_view text) {
  const bool complete = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  if (!complete || std::fflush(stdout) != 0) {
    throw engine::Error(engine::ExitCode::kResource, std::string("standard output: cannot write the result: ") +
                                                         std::strerror(errno) +
                                                         ". Cure: check where the output goes, then run again.");
  }
}

}  // namespace tools
