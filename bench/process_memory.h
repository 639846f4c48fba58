// Tells how much memory this process holds and has held (Linux /proc).
#pragma once

#include <cstdint>

namespace bench {

std::uint64_t resident_bytes();

// Most that was resident since the start or the last restart_peak().
std::uint64_t peak_resident_bytes();
void restart_peak();

}  // namespace bench
