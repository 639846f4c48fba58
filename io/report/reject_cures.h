// Says in both languages what the owner of a file can do about rows rejected for a reason.
#pragma once

#include <string>

#include "io/report/phrase.h"

namespace io::report {

// Empty texts for a reason without an entry.
Both reject_cure(const std::string& reason);

}  // namespace io::report
