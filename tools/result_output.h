// Writes results to standard output; everything else goes to standard error.
#pragma once

#include <string_view>

namespace tools {

// errors: engine::Error (kResource) where the output cannot take the bytes: a full disk, a closed pipe.
void print_result(std::string_view text);

}  // namespace tools
