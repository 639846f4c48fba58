// Says which build of the program this is.
#pragma once

#include <string>

namespace tools {

std::string program_version();  // "0.1.0"
std::string compiler_name();    // "g++ 12.2.0", "clang 16.0.6 ..."
// The linker's GNU build id in hex; empty where the program was linked without one.
std::string build_id();

}  // namespace tools
