#include "bench/process_memory.h"

#include <fstream>
#include <string>

namespace bench {
namespace {

std::uint64_t status_bytes(const std::string& field) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(field + ":")) return std::stoull(line.substr(field.size() + 1)) * 1024;
  }
  return 0;
}

}  // namespace

std::uint64_t resident_bytes() { return status_bytes("VmRSS"); }
std::uint64_t peak_resident_bytes() { return status_bytes("VmHWM"); }

// 5: proc(5), reset of the peak resident set size.
void restart_peak() { std::ofstream("/proc/self/clear_refs") << "5"; }

}  // namespace bench
