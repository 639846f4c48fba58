// One printed page about one family, for a village meeting: its desil, what decided it, and what to check.
//
// It is in plain words, without NIK, names or the whole KK; the family is written in by hand. At most kMostParts parts
// each way and the changes of desil_changes.h, so that it fits one page of A4. No scripts and no links.
#pragma once

#include <string>

#include "io/explain/explain.h"
#include "io/report/language.h"

namespace io {

inline constexpr std::size_t kMostParts = 5;

std::string village_sheet(const Explanation& explanation, Language language);

}  // namespace io
