// Gives hash tables the secret of this process: drawn once from the system's randomness, so that nobody can
// craft keys that meet in one place. It must never change an answer.
//
// threads: safe.
#pragma once

#include <cstdint>

namespace engine {

std::uint64_t process_seed();

}  // namespace engine
