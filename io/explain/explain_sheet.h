// Lays an explanation out as titled tables for a terminal; the printable page is io/explain/village_sheet.h.
//
// Labels of indicators and codes are those of the catalogue, in Bahasa
// Indonesia; headings follow the language.
#pragma once

#include <string>

#include "io/explain/explain.h"
#include "io/report/language.h"

namespace io {

std::string explain_text(const Explanation& explanation, Language language);

}  // namespace io
