// Says in both languages what the usual flag lists hold.
#pragma once

#include <string>

#include "io/report/phrase.h"

namespace io::report {

// Empty texts for a list of another name; the name itself is shown beside the meaning anyway.
Both flag_meaning(const std::string& name);

}  // namespace io::report
