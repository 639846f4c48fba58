// Explains why a family has its desil: parts of the score, cuts, source rows and links behind it.
#pragma once

#include "tools/explain_options.h"

namespace tools {

// errors: engine::Error with the exit code. Returns 0 when the family was explained.
int explain_command(const ExplainOptions& options);

}  // namespace tools
