// Says in both languages what a stable word of the outputs means (reject reasons, quality findings).
#pragma once

#include <string>

#include "io/report/phrase.h"

namespace io::report {

// Empty texts for a word without an entry; the word itself is shown beside the meaning anyway.
Both finding_meaning(const std::string& word);

// True for a finding that only says how a value was read, and is no fault of the row.
bool finding_is_note(const std::string& word);

}  // namespace io::report
