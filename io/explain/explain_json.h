// Writes an explanation as one JSON document.
//
// Scores are numbers with 8 decimals, parts as integers at 2^24 too, so that anybody can add them up.
// NIK and KK are text.
#pragma once

#include <string>

#include "io/explain/explain.h"

namespace io {

std::string explain_json(const Explanation& explanation);

}  // namespace io
