// Prints the end of a failed command: a sentence for people, or one JSON object on stderr.
#pragma once

#include "engine/error.h"

namespace tools {

// Writes the error to stderr (JSON: code, file, row, column, byte, message) and returns its exit code.
int report_error(const engine::Error& error, bool json);

}  // namespace tools
